import type { Form } from './family.ts';
import { type LinkFault, linkVerdict } from './linking.ts';
import type { Match } from './rule.ts';

/** Every linker's line of an undefined symbol; what it means is judged over the whole log. */
const UNDEFINED =
  /undefined reference to|: undefined symbol '|^Undefined symbol: |Undefined symbol \S{1,200} referenced from |undefined (?:hidden )?symbol: |tcc: error: undefined symbol '|, referenced from:$|^Undefined\s+first referenced$|unresolved external symbol|error LNK20(?:01|19): |ERROR: Undefined symbol: |relocation target \S{1,100} not defined|^\w{1,100}\(0\): not defined$/;

const verdictIs =
  (fault: LinkFault) =>
  ({ log, at }: Match): boolean => {
    const verdict = linkVerdict(log);
    return verdict !== null && verdict.fault === fault && verdict.at === at;
  };
const verdictSubject = ({ log }: Match): string | null => linkVerdict(log)?.subject ?? null;

/** A rule of undefined symbols: it matches on the one line where the verdict over the whole log stands. */
export const undefinedForm = (id: string, fault: LinkFault, more: Omit<Form, 'id' | 'when'>): Form => ({
  id,
  when: UNDEFINED,
  test: verdictIs(fault),
  subject: verdictSubject,
  ...more,
});
