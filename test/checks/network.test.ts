import { expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { programs, withFault } from '../../fixtures/machines/kit.ts';
import check from '../../src/checks/network.ts';
import type { NetAnswer, Probe } from '../../src/host/host.ts';
import { judge, keys } from '../support/judge.ts';

/** A probe that asks nobody: each host has its answer, all others answer well. */
const net =
  (answers: Readonly<Record<string, NetAnswer>>, asked: string[] = []) =>
  (probe: Probe): Probe => ({
    ...probe,
    reach: async (url) => {
      asked.push(url);
      return answers[new URL(url).host] ?? { ok: true, status: 200, error: null, message: '' };
    },
  });
const down: NetAnswer = {
  ok: false,
  status: null,
  error: 'ENOTFOUND',
  message: 'getaddrinfo ENOTFOUND github.com',
};

test('nobody is asked without --online', async () => {
  const asked: string[] = [];
  await expect(judge(check, ubuntu2204, { probe: net({}, asked) })).rejects.toThrow('--online');
  expect(asked).toEqual([]);
});

test('all well', async () => {
  const asked: string[] = [];
  expect(await judge(check, ubuntu2204, { online: true, probe: net({}, asked) })).toEqual([]);
  expect(asked.some((url) => url.startsWith('https://github.com/'))).toBe(true);
});

test('one host of several stops nobody', async () => {
  const said = await judge(check, ubuntu2204, {
    online: true,
    building: true,
    probe: net({ 'github.com': down }),
  });
  expect(keys(said)).toEqual(['warning fetch.network github.com']);
});

test('a certificate that is not trusted, and the mirror of the distribution', async () => {
  const system = withFault(ubuntu2204, {
    files: { '/etc/apt/sources.list': 'deb http://mirror.example.org/ubuntu jammy main universe\n' },
  });
  const tls: NetAnswer = { ...down, error: 'CERT_HAS_EXPIRED', message: 'certificate has expired' };
  const refused: NetAnswer = { ...down, error: 'ECONNREFUSED', message: 'connect ECONNREFUSED' };
  const answers = { 'github.com': tls, 'mirror.example.org': refused };
  expect(keys(await judge(check, system, { online: true, building: true, probe: net(answers) }))).toEqual([
    'warning fetch.tls github.com',
    'error package.repository http://mirror.example.org/ubuntu',
  ]);
});

test('a proxy that cannot be reached is the proxy’s fault', async () => {
  const system = withFault(ubuntu2204, { env: { https_proxy: 'http://proxy.example.org:3128' } });
  const refused: NetAnswer = {
    ...down,
    error: 'ENOTFOUND',
    message: 'getaddrinfo ENOTFOUND proxy.example.org',
  };
  const said = await judge(check, system, { online: true, probe: net({ 'github.com': refused }) });
  expect(keys(said)).toEqual(['warning fetch.proxy https_proxy']);
});

test('Go’s proxy is asked too: the one that is set, else the one that the go command names', async () => {
  const go = (env: Record<string, string>) =>
    withFault(ubuntu2204, {
      ...programs('/usr/bin', 'go'),
      env,
      answers: (name, args) =>
        name === 'go' && args[0] === 'env' ? 'https://modules.example.org,direct\n' : null,
    });
  const refused: NetAnswer = { ...down, error: 'ECONNREFUSED', message: 'connect ECONNREFUSED' };
  const answers = { 'modules.example.org': refused, 'mine.example.org': refused };
  const look = async (env: Record<string, string>) =>
    keys(await judge(check, go(env), { online: true, building: true, probe: net(answers) }));
  expect(await look({})).toEqual(['error go.proxy-unreachable https://modules.example.org']);
  expect(await look({ GOPROXY: 'https://mine.example.org' })).toEqual([
    'error go.proxy-unreachable https://mine.example.org',
  ]);
});
