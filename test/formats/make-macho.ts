export interface MachOWish {
  readonly cpu?: number;
  readonly little?: boolean;
  readonly installName?: string;
  readonly needed?: readonly string[];
  readonly weak?: readonly string[];
  readonly reexported?: readonly string[];
  readonly rpaths?: readonly string[];
}

/** A load command as mach-o/loader.h lays it out: words, then a string padded to 8 bytes. */
function command(kind: number, words: readonly number[], text: string, little: boolean): Uint8Array {
  const strings = text === '' ? 0 : Math.ceil((text.length + 1) / 8) * 8;
  const bytes = new Uint8Array(8 + words.length * 4 + strings);
  const view = new DataView(bytes.buffer);
  [kind, bytes.length, ...words].forEach((word, index) => {
    view.setUint32(index * 4, word, little);
  });
  bytes.set(new TextEncoder().encode(text), 8 + words.length * 4);
  return bytes;
}

/** A 64-bit Mach-O library of load commands alone, for macOS 11, version 1.2.3 of everything. */
export function makeMachO(wish: MachOWish): Uint8Array {
  const { cpu = 0x100000c, little = true } = wish;
  const dylib = (kind: number, name: string) => command(kind, [24, 0, 0x10203, 0x10000], name, little);
  const commands = [
    ...(wish.installName === undefined ? [] : [dylib(0xd, wish.installName)]),
    ...(wish.needed ?? []).map((name) => dylib(0xc, name)),
    ...(wish.weak ?? []).map((name) => dylib(0x80000018, name)),
    ...(wish.reexported ?? []).map((name) => dylib(0x8000001f, name)),
    ...(wish.rpaths ?? []).map((path) => command(0x8000001c, [12], path, little)),
    command(0x32, [1, 0xb0000, 0xe0200, 0], '', little),
  ];
  const length = commands.reduce((sum, each) => sum + each.length, 0);
  const head = new Uint8Array(32);
  const view = new DataView(head.buffer);
  [0xfeedfacf, cpu, 0, 6, commands.length, length, 0x85, 0].forEach((word, index) => {
    view.setUint32(index * 4, word, little);
  });
  return Buffer.concat([head, ...commands]);
}
