/** gcc's words for warnings (c-family, gcc/po/gcc.pot), for the releases before 4.3 that did not print the option. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/^unused variable /, '-Wunused-variable'],
  [/^unused parameter /, '-Wunused-parameter'],
  [/defined but not used$/, '-Wunused-function'],
  [/set but not used$/, '-Wunused-but-set-variable'],
  [/^ignoring return value of /, '-Wunused-result'],
  [/used uninitialized/, '-Wuninitialized'],
  [/^comparison (?:between|of \w+ expressions) /, '-Wsign-compare'],
  [/strict-aliasing rules/, '-Wstrict-aliasing'],
  [/^implicit declaration of function/, '-Wimplicit-function-declaration'],
  [/^(?:no return statement|control reaches end of non-void function)/, '-Wreturn-type'],
  [/^format '|^too (?:many|few) arguments for format/, '-Wformat'],
  [/^enumeration value .{1,80} not handled in switch/, '-Wswitch'],
  [/^missing initializer/, '-Wmissing-field-initializers'],
  [/ is deprecated/, '-Wdeprecated-declarations'],
  [/^suggest /, '-Wparentheses'],
  [/non-virtual destructor/, '-Wnon-virtual-dtor'],
  [/will be initialized after/, '-Wreorder'],
];

/** The option by which gcc would name the warning that says this; null where it is not one of the common ones. */
export const warningSaid = (words: string): string | null =>
  SAID.find(([said]) => said.test(words.trim()))?.[1] ?? null;
