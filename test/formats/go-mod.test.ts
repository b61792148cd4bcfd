import { expect, test } from 'vitest';
import { requiredModules } from '../../src/formats/go-mod.ts';

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
