import { expect, test } from 'vitest';
import { matchesModule, replacedModules, requiredModules, withoutModule } from '../../src/formats/go-mod.ts';

test('single lines and blocks, without comments and other directives', () => {
  const words = `module example.com/app

go 1.21

require github.com/zeromq/goczmq/v4 v4.0.0 // indirect
require (
\tgithub.com/pebbe/zmq4 v1.2.10
\t// github.com/gone/away v1.0.0
\t"example.com/quoted" v0.1.0
)
replace github.com/pebbe/zmq4 => ../zmq4
exclude github.com/other/thing v9.9.9
`;
  expect([...requiredModules(words)]).toEqual([
    ['github.com/pebbe/zmq4', 'v1.2.10'],
    ['example.com/quoted', 'v0.1.0'],
    ['github.com/zeromq/goczmq/v4', 'v4.0.0'],
  ]);
});

test('what is taken in place of modules: folders and other modules, of one version or all', () => {
  const words = `replace github.com/pebbe/zmq4 v1.2.0 => ../zmq4
replace (
\tgithub.com/zeromq/goczmq/v4 => "/srv/goczmq" // local
\t// github.com/gone/away => ./away
\texample.com/a => example.com/b v1.0.0
)
`;
  expect([...replacedModules(words)]).toEqual([
    ['github.com/zeromq/goczmq/v4', '/srv/goczmq'],
    ['example.com/a', 'example.com/b'],
    ['github.com/pebbe/zmq4', '../zmq4'],
  ]);
});

test('patterns of GOPRIVATE and its like, as `go help private` says', () => {
  const module = 'github.com/zeromq/goczmq/v4';
  for (const pattern of [
    '*',
    'github.com',
    'github.com/*',
    'github.com/zeromq',
    'git*.com/zero?q/goczmq',
    'x.org,*.com/[a-z]*',
  ])
    expect([pattern, matchesModule(pattern, module)]).toEqual([pattern, true]);
  for (const pattern of ['', 'none', 'github.com/zero', '*.corp.example.com', `${module}/sub`, 'zeromq'])
    expect([pattern, matchesModule(pattern, module)]).toEqual([pattern, false]);
});

test('a requirement is taken out of go.mod, and its block with it if it was alone there', () => {
  const module = 'github.com/zeromq/goczmq/v4';
  const plain = 'module x\n\ngo 1.20\n';
  expect(withoutModule(`${plain}\nrequire ${module} v4.2.1\n`, module)).toBe(plain);
  expect(withoutModule(`${plain}\nrequire (\n\t${module} v4.2.1 // indirect\n)\n`, module)).toBe(plain);
  const other = `${plain}\nrequire (\n\tgithub.com/zeromq/goczmq v4.1.0+incompatible\n\tx.org/y v1.0.0\n)\n`;
  expect(withoutModule(other, module)).toBe(other);
});
