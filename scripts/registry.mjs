// Writes src/generated/*.ts: one import a file of src/checks, src/rules, src/packages and src/commands, so that adding or
// deleting a file adds or deletes the feature. The folder is the registry; nobody edits a list.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** [folder under src, exported array's name, type and where it is defined] */
const REGISTRIES = [
  { folder: 'checks', name: 'CHECKS', type: 'Check', from: '../facts/check.ts' },
  { folder: 'rules', name: 'RULES', type: 'RuleFamily', from: '../explain/rule.ts' },
  {
    folder: 'packages',
    name: 'PACKAGE_MANAGERS',
    type: 'PackageManager',
    from: '../core/package-manager.ts',
  },
];

const files = (folder) => {
  try {
    return readdirSync(join(root, 'src', folder), { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
      .sort();
  } catch {
    return [];
  }
};

function writeIfNew(path, text) {
  let old = '';
  try {
    old = readFileSync(path, 'utf8');
  } catch {
    // First build.
  }
  if (old !== text) writeFileSync(path, text);
}

/** A file of src/commands that exports `run` is a command; it is imported only when it is used. */
function writeCommands() {
  const isCommand = (file) =>
    /^export (?:async function|function|const) run\b/m.test(
      readFileSync(join(root, 'src/commands', file), 'utf8'),
    );
  const lines = [
    '// Generated from src/commands by scripts/registry.mjs.',
    'export const COMMANDS = {',
    ...files('commands')
      .filter(isCommand)
      .map((file) => `  '${file.slice(0, -3)}': () => import('../commands/${file}'),`),
    '};',
    '',
  ];
  writeIfNew(join(root, 'src/generated/commands.ts'), lines.join('\n'));
}

export function writeRegistries() {
  mkdirSync(join(root, 'src/generated'), { recursive: true });
  writeCommands();
  for (const { folder, name, type, from } of REGISTRIES) {
    const found = files(folder);
    const lines = [
      `// Generated from src/${folder} by scripts/registry.mjs.`,
      `import type { ${type} } from '${from}';`,
      ...found.map((file, index) => `import entry${index} from '../${folder}/${file}';`),
      '',
      `export const ${name}: readonly ${type}[] = [${found.map((_, index) => `entry${index}`).join(', ')}];`,
      '',
    ];
    writeIfNew(join(root, 'src/generated', `${folder}.ts`), lines.join('\n'));
  }
}
