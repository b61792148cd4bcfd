/** The smallest ELF64 file with a program loader's name: header, one PT_INTERP program header, the name (gABI 4, 5). */
export function elfProgram(interpreter: string): Uint8Array {
  const name = new TextEncoder().encode(`${interpreter}\0`);
  const bytes = new Uint8Array(64 + 56 + name.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  view.setUint16(16, 3, true); // ET_DYN
  view.setUint16(18, 62, true); // EM_X86_64
  view.setUint32(20, 1, true);
  view.setBigUint64(32, 64n, true); // e_phoff
  view.setUint16(52, 64, true);
  view.setUint16(54, 56, true);
  view.setUint16(56, 1, true);
  view.setUint32(64, 3, true); // PT_INTERP
  view.setBigUint64(72, 120n, true);
  view.setBigUint64(96, BigInt(name.length), true);
  view.setBigUint64(104, BigInt(name.length), true);
  bytes.set(name, 120);
  return bytes;
}
