import { expect, test } from 'vitest';
import { redactor, USABLE, withoutSecrets } from '../../src/core/redact.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const GITHUB = `ghp_${'a1B2'.repeat(9)}`;
const NPM = `npm_${'x9Y8'.repeat(9)}`;
const AWS = `AKIA${'ABCD1234'.repeat(2)}`;
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0', 'c2lnbmF0dXJlLWhlcmU'].join('.');

test.each([
  ['https://bob:hunter2@git.example/x.git', 'hunter2'],
  ['https://bob:hun/ter2@git.example/x.git', 'ter2'],
  ['fatal: could not read from https://tok3n@git.example/x', 'tok3n'],
  ['http_proxy=bob:hunter2@proxy.example:3128', 'hunter2'],
  ['HTTPS_PROXY=http://bob:hunter2@proxy.example:3128/', 'hunter2'],
  ['> Authorization: Basic Ym9iOmh1bnRlcjI=', 'Ym9i'],
  ['< Proxy-Authorization: Bearer abc.def', 'abc.def'],
  [`curl -H 'Authorization: token hunter2' https://x.example`, 'hunter2'],
  ['{"authorization":"Bearer hunter2","ok":1}', 'hunter2'],
  ['Cookie: session=hunter2; other=also', 'also'],
  ['PRIVATE-TOKEN: hunter2', 'hunter2'],
  ['curl -u bob:hunter2 https://x.example', 'hunter2'],
  ['curl --proxy-user bob:hunter2 https://x.example', 'hunter2'],
  ['machine git.example login bob password hunter2', 'hunter2'],
  ['DB_PASSWORD=hunter2', 'hunter2'],
  ['MY_API_KEY="hunter2 with blanks"', 'with blanks'],
  ['AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG', 'wJalr'],
  ['GITHUB_TOKEN: hunter2', 'hunter2'],
  ['DB_PASSWD: hunter2', 'hunter2'],
  ['{"accessToken": "hunter2"}', 'hunter2'],
  ['//registry.example/:_authToken=hunter2', 'hunter2'],
  ['//registry.example/:_auth=Ym9iOmh1bnRlcjI=', 'Ym9i'],
  ['--password hunter2 --verbose', 'hunter2'],
  ['--token=hunter2', 'hunter2'],
  ['https://x.example/a?access_token=hunter2&page=2', 'hunter2'],
  ['https://x.example/a?X-Amz-Signature=0123abcd&x=1', '0123abcd'],
  [`remote: ${GITHUB} was used`, GITHUB],
  [`key ${AWS}`, AWS],
  [`npm says ${NPM}`, NPM],
  [`bearer ${JWT}`, JWT],
  ['secret-key = "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs"', 'IlAW'],
  ['-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n-----END OPENSSH PRIVATE KEY-----\n', 'b3Blbn'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAK', 'MIIEp'],
])('%s', (words, secret) => {
  const clean = withoutSecrets(words);
  expect(clean).not.toContain(secret);
  expect(clean).toContain('***');
});

test('what stands around a secret stays', () => {
  expect(withoutSecrets('https://bob:hunter2@git.example/x.git?page=2')).toBe(
    'https://***@git.example/x.git?page=2',
  );
  expect(withoutSecrets('https://x.example/a?token=hunter2&page=2')).toBe(
    'https://x.example/a?token=***&page=2',
  );
  expect(withoutSecrets('--password hunter2 --verbose')).toBe('--password *** --verbose');
});

test.each([
  "main.c:3:5: error: expected ';' before '}' token",
  'syntax error near unexpected token `newline',
  'https://mirror.example:8080/pool/x@v1.2.tar.gz',
  'https://proxy.example/github.com/zeromq/goczmq/@v/list',
  'git@github.com:zeromq/czmq.git',
  'cc -DPASS=1 -I/usr/include main.c',
  '/usr/bin/ld: cannot find -lsodium: No such file or directory',
  'checking for curve_keypair... yes',
  'configure: error: Package requirements (libzmq >= 4.0) were not met',
])('a line without a secret is left alone: %s', (line) => {
  expect(withoutSecrets(line)).toBe(line);
});

test('home and user are taken out, for readers and for programs', () => {
  const identity = { homes: ['/home/alice', '/data/home/alice'], user: 'alice' };
  const read = redactor(identity);
  expect(read('cd /home/alice/czmq && ls /data/home/alice')).toBe('cd ~/czmq && ls ~');
  expect(read('uid=1000(alice) alice@laptop:/srv/alice/x')).toBe('uid=1000(user) user@laptop:/srv/user/x');
  expect(redactor(identity, USABLE)('/home/alice/lib alice')).toBe('/home/user_/lib user_');
  expect(redactor({ homes: ['/root'], user: 'root' }, USABLE)('/root/x')).toBe('/root/x');
});

test('another name that begins alike is another name', () => {
  const read = redactor({ homes: ['/home/al'], user: 'al' });
  expect(read('/home/alice/x libal.so al-dev -lal total al.so')).toBe(
    '/home/alice/x libal.so al-dev -lal total al.so',
  );
});

test('names that tell nothing stay, and "/" is nobody’s home', () => {
  expect(redactor({ homes: ['/'], user: 'root' })('/usr/lib root')).toBe('/usr/lib root');
  expect(redactor({ homes: ['/home/dev'], user: 'dev' })('/dev/null libzmq3-dev /home/dev/x')).toBe(
    '/dev/null libzmq3-dev ~/x',
  );
});

test('a home with characters of patterns is taken literally', () => {
  expect(redactor({ homes: ['/home/a+b.c'], user: 'a+b.c' })('/home/a+b.c/x /home/aab1c/x')).toBe(
    '~/x /home/aab1c/x',
  );
});

test('a megabyte of hostile words takes no time', () => {
  for (const part of [
    '://',
    'token',
    'a'.repeat(60),
    '-----BEGIN PRIVATE KEY-----',
    'https://a:',
    '"secret" : "',
    'password ',
  ]) {
    const words = part.repeat(Math.ceil(300_000 / part.length));
    const started = performance.now();
    withoutSecrets(words);
    expect(performance.now() - started, part).toBeLessThan(1500);
  }
});
