import { describe, expect, it } from 'vitest';
import type { Code } from '../../src/core/codes.ts';
import { correlate, libraryOf } from '../../src/core/correlate.ts';
import type { Finding, Severity } from '../../src/core/finding.ts';
import { verbatim } from '../../src/core/text.ts';

const found = (code: Code, subject: string | null, severity: Severity = 'error'): Finding => ({
  code,
  subject,
  severity,
  title: verbatim(code),
  cause: verbatim(code),
  evidence: [{ kind: 'system', where: code, text: code }],
  consequences: [],
  fixes: [],
});

const keys = (findings: readonly Finding[]): string[] =>
  findings.map(({ code, subject }) => `${code} ${subject}`);

describe('correlate', () => {
  it('reports a stale cache once, with what follows from it', () => {
    const result = correlate([
      found('python.binding-missing', 'pyzmq'),
      found('runtime.library-not-found', 'libzmq.so.5'),
      found('library.cache-stale', 'libzmq'),
    ]);
    expect(keys(result)).toEqual(['library.cache-stale libzmq']);
    expect(new Set(result[0]?.consequences)).toEqual(
      new Set([
        { code: 'runtime.library-not-found', subject: 'libzmq.so.5' },
        { code: 'python.binding-missing', subject: 'pyzmq' },
      ]),
    );
  });

  it('believes a finding that names what it leads to, of that subject alone', () => {
    const variable: Finding = {
      ...found('env.library-path', 'LIBRARY_PATH'),
      consequences: [{ code: 'library.broken-link', subject: 'libzmq' }],
    };
    const result = correlate([
      found('library.broken-link', 'libzmq'),
      found('library.broken-link', 'libczmq'),
      variable,
    ]);
    expect(keys(result)).toEqual(['env.library-path LIBRARY_PATH', 'library.broken-link libczmq']);
  });

  it('puts what is closed before what cannot be installed for it, and a prefix behind broken tools', () => {
    const tmp = correlate([found('library.not-installed', 'libzmq'), found('install.permission', '/tmp')]);
    expect(keys(tmp)).toEqual(['install.permission /tmp']);
    const prefix = correlate([
      found('install.permission', '/usr/local'),
      found('library.not-installed', 'libzmq'),
    ]);
    expect(keys(prefix)).toEqual(['install.permission /usr/local']);
    const tools = correlate([found('install.permission', '/usr/local'), found('tool.broken', 'gcc')]);
    expect(keys(tools)).toContain('tool.broken gcc');
  });

  it('keeps faults of different libraries apart', () => {
    const result = correlate([found('library.not-installed', 'libczmq'), found('header.missing', 'zmq.h')]);
    expect(keys(result)).toEqual(['library.not-installed libczmq', 'header.missing zmq.h']);
  });

  it('lets a variable win over what it brings about', () => {
    const result = correlate([
      found('library.duplicate', 'libzmq'),
      found('env.library-path', 'LD_LIBRARY_PATH'),
    ]);
    expect(keys(result)).toEqual(['env.library-path LD_LIBRARY_PATH']);
  });

  it('does not let a warning explain an error away', () => {
    const result = correlate([
      found('env.library-path', 'LD_LIBRARY_PATH', 'warning'),
      found('runtime.library-not-found', 'libzmq.so.5'),
    ]);
    expect(keys(result)).toEqual([
      'runtime.library-not-found libzmq.so.5',
      'env.library-path LD_LIBRARY_PATH',
    ]);
  });

  it('carries a chain to its root', () => {
    const result = correlate([
      found('go.binding-mismatch', 'libczmq'),
      found('header.mismatch', 'libczmq'),
      found('library.duplicate', 'libczmq'),
    ]);
    expect(keys(result)).toEqual(['library.duplicate libczmq']);
    expect(result[0]?.consequences).toHaveLength(2);
  });

  it('merges the same finding of two checks and keeps both proofs, each once', () => {
    const seen = (where: string) => ({ kind: 'file' as const, where, text: 'not there' });
    const result = correlate([
      { ...found('tool.missing', 'gcc', 'warning'), evidence: [seen('/bin/gcc'), seen('/usr/bin/gcc')] },
      { ...found('tool.missing', 'gcc'), evidence: [seen('/usr/bin/gcc'), seen('/opt/gcc')] },
    ]);
    expect(keys(result)).toEqual(['tool.missing gcc']);
    expect(result[0]?.severity).toBe('error');
    expect(result[0]?.evidence).toEqual([seen('/usr/bin/gcc'), seen('/opt/gcc'), seen('/bin/gcc')]);
  });

  it('loses no finding, whatever explains what', () => {
    const all = [
      found('tool.missing', 'gcc'),
      found('tool.broken', 'gcc'),
      found('tool.shadowed', 'gcc'),
      found('env.path', '/usr/sbin'),
      found('pkgconfig.stale', 'libzmq'),
      found('pkgconfig.module-missing', 'libzmq'),
    ];
    const result = correlate(all);
    const told = result.flatMap((root) => [
      keys([root])[0],
      ...root.consequences.map((key) => `${key.code} ${key.subject}`),
    ]);
    expect(told.sort()).toEqual(keys(all).sort());
  });
});

describe('libraryOf', () => {
  it.each([
    ['libzmq.so.5', 'zmq'],
    ['libzmq', 'zmq'],
    ['zmq.h', 'zmq'],
    ['libzmq:curve', 'zmq'],
    ['czmq.h', 'czmq'],
    ['uuid/uuid.h', 'uuid'],
    ['libsodium.23.dylib', 'sodium'],
    [null, null],
  ])('%s belongs to %s', (subject, library) => {
    expect(libraryOf(subject)).toBe(library);
  });
});
