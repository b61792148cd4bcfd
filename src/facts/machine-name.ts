/** `process.arch` and the first word of a triplet by which compilers and configure call it (config.sub's canonical names). */
const CPUS: Readonly<Record<string, RegExp>> = {
  x64: /^(x86_64|amd64)$/,
  ia32: /^i[3-7]86$/,
  arm64: /^(aarch64|arm64)$/,
  arm: /^arm(v[5-8]\w*)?$/,
  riscv64: /^riscv64$/,
  ppc64: /^(powerpc64|ppc64)(le)?$/,
  s390x: /^s390x$/,
  loong64: /^loongarch64$/,
};

/** Systems by `process.platform`, as they stand in a triplet. */
const SYSTEMS: Readonly<Record<string, RegExp>> = {
  linux: /linux/,
  darwin: /darwin|macos/,
  freebsd: /freebsd/,
};

/** Whether a compiler's triplet (`aarch64-linux-gnu`) is another machine than this one. False where it cannot be told. */
export function isForeignTarget(
  target: string,
  { os, arch }: { readonly os: string; readonly arch: string },
): boolean {
  const [cpu = '', ...rest] = target.toLowerCase().split('-');
  const ours = CPUS[arch];
  const known = Object.values(CPUS).some((pattern) => pattern.test(cpu));
  const system = SYSTEMS[os];
  const otherSystem = /mingw|cygwin|android|none|eabi$/.test(target) && !/linux-gnueabi/.test(target);
  if (ours !== undefined && known && !ours.test(cpu)) return true;
  if (otherSystem && !/android/.test(os)) return true;
  return (
    system !== undefined &&
    Object.values(SYSTEMS).some((one) => one.test(rest.join('-'))) &&
    !system.test(rest.join('-'))
  );
}
