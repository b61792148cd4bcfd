import { nearest } from '../core/nearest.ts';
import { text, verbatim } from '../core/text.ts';
import type { SchemaError } from '../generated/recipe-schema.mjs';
import type { Fault } from './coherence.ts';

/** The keys of a JSON pointer (RFC 6901). */
const keysOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** A mistyped key is both unknown and missing: the first is the one to be told. */
const rank = ({ keyword }: SchemaError): number =>
  keyword === 'additionalProperties' ? 0 : keyword === 'propertyNames' ? 1 : 2;

/** The one of ajv's complaints that helps a person most, in his words. */
export function schemaFault(errors: readonly SchemaError[]): Fault {
  // Each alternative that does not fit complains too.
  const plain = errors.filter(({ schemaPath }) => !schemaPath.includes('/oneOf/'));
  const error = [...(plain.length > 0 ? plain : errors)].sort((a, b) => rank(a) - rank(b))[0];
  const at = keysOf(error?.instancePath ?? '');
  const { additionalProperty, missingProperty, propertyName } = error?.params ?? {};
  if (additionalProperty !== undefined) {
    const missing = errors.flatMap(({ instancePath, params }) =>
      instancePath === error?.instancePath && params.missingProperty !== undefined
        ? [params.missingProperty]
        : [],
    );
    const near = nearest(additionalProperty, missing);
    const what = text(
      `unknown key "${additionalProperty}"${near === null ? '' : `; did you mean "${near}"?`}`,
      `未知的键 "${additionalProperty}"${near === null ? '' : `；是否想写 "${near}"？`}`,
    );
    return { at: [...at, additionalProperty], what };
  }
  if (missingProperty !== undefined) {
    return { at, what: text(`"${missingProperty}" is missing`, `缺少 "${missingProperty}"`) };
  }
  if (propertyName !== undefined) {
    const what = text(`"${propertyName}" cannot be a name here`, `此处不能用 "${propertyName}" 作名称`);
    return { at: [...at, propertyName], what };
  }
  return { at, what: verbatim(`${at.join('.')} ${error?.message ?? 'is wrong'}`.trim()) };
}
