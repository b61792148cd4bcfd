import { join } from 'node:path';
import { askOf } from '../facts/ask.ts';
import { withoutModule, withoutSums } from '../formats/go-mod.ts';
import type { Host } from '../host/host.ts';
import type { GoBinding } from './binding.ts';
import { bindingOf } from './catalogue.ts';
import { exampleProgram } from './go-example.ts';
import { versionNow } from './present.ts';
import type { BindingRecord } from './record.ts';

const LARGEST = 16 * 1024 * 1024;
const PATIENCE_MS = 120_000;

/** `removed`; `gone`: it was not there any more; `left`: another version is there, or it could not be removed. */
export type Removed = 'removed' | 'gone' | 'left';

const listOf = (host: Host, folder: string): readonly string[] => {
  const names = host.readdir(folder);
  return names.ok ? names.value : [];
};

/** Takes a binding out of its place: what this tool brought and nobody changed, and only that. */
export async function removeBinding(host: Host, record: BindingRecord): Promise<Removed> {
  const binding = bindingOf(record.name)?.binding;
  const now = versionNow(askOf(host), record);
  if (now === null) return 'gone';
  if (binding === undefined || now !== record.version) return 'left';
  return binding.language === 'go' ? removeGo(host, binding, record) : removePython(host, record);
}

function removeGo(host: Host, binding: GoBinding, { place, version, made }: BindingRecord): Removed {
  const { module } = binding.versions[version]!;
  const text = (name: string): string | null => {
    const words = host.readText(join(place, name), LARGEST);
    return words.ok ? words.value : null;
  };
  if (made && text('main.go') === exampleProgram(module)) {
    for (const name of ['main.go', 'go.mod', 'go.sum']) host.remove(join(place, name));
    // What else lies there is the user's.
    if (listOf(host, place).length === 0) host.rmdir(place);
    return 'removed';
  }
  const [mod, sums] = [text('go.mod'), text('go.sum')];
  if (mod === null) return 'gone';
  host.writeFile(join(place, 'go.mod'), withoutModule(mod, module));
  if (sums !== null) host.writeFile(join(place, 'go.sum'), withoutSums(sums, module, version));
  return 'removed';
}

/** What `python -m venv` makes: with nothing else in it the environment that was made for pyzmq goes too. */
const OWN_ENTRIES = new Set(['bin', 'include', 'lib', 'lib64', 'pyvenv.cfg', 'share', '.gitignore']);
const OWN_PACKAGES =
  /^(pip|setuptools|wheel|pkg_resources|_distutils_hack|__pycache__|pyzmq|zmq|distutils-precedence\.pth)([-.].*)?$/;

function isUntouched(host: Host, folder: string): boolean {
  if (!listOf(host, folder).every((name) => OWN_ENTRIES.has(name))) return false;
  return listOf(host, join(folder, 'lib')).every((python) =>
    listOf(host, join(folder, 'lib', python, 'site-packages')).every((name) => OWN_PACKAGES.test(name)),
  );
}

async function removePython(host: Host, { place, made }: BindingRecord): Promise<Removed> {
  if (made && isUntouched(host, place)) {
    host.remove(place);
    return 'removed';
  }
  const argv = [join(place, 'bin/python'), '-m', 'pip', 'uninstall', '-y', 'pyzmq'];
  const ran = await host.run(argv, { cwd: '/', timeoutMs: PATIENCE_MS });
  return ran.code === 0 ? 'removed' : 'left';
}
