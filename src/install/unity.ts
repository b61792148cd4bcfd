import type { Unity } from '../core/recipe.ts';

/** While this file lies in the build folder, every source is compiled by itself. */
export const APART = 'czmq-setup.apart';

/** Sources in one compilation: fewer where there are more jobs than the batches would keep busy. */
export const batchSize = ({ size }: Unity, jobs: number): number =>
  Math.max(2, Math.min(size, Math.floor((2 * size) / jobs)));

/**
 * Makefile lines that compile the sources of one of Automake's libtool libraries in batches. They are read before
 * Automake's own makefile. `override` (GNU make manual, "The override Directive") beats its list of objects, and `=`
 * leaves ours unexpanded until its first rule, when all its variables stand: the sources are the makefile's own list,
 * conditionals included. The batch lies beside its sources and names them without a folder, so that `__FILE__`, which
 * libzmq prints, is what it always was. Whether these are the sources for which batches are proved is asked there too, so
 * that it does not matter how they came. `name`: Automake's canonical name of the library.
 */
export function unityLines(name: string, unity: Unity, size: number): readonly string[] {
  const { folder, extension, alone, others, proved } = unity;
  const [tool, flags] = extension === 'cpp' ? ['CXX', 'CXXFLAGS'] : ['CC', 'CFLAGS'];
  // Automake takes a library's own flags instead of the general ones where it has some ("Program and Library Variables").
  const own = (variable: string): string =>
    `$(if $(filter undefined,$(origin ${name}_${variable})),$(AM_${variable}),$(${name}_${variable})) $(${variable})`;
  return [
    `alone = ${alone.map((source) => `${folder}/${source}`).join(' ')}`,
    `all = $(filter-out ${[`batch-%.${extension}`, ...others].map((source) => `${folder}/${source}`).join(' ')},$(wildcard ${folder}/*.${extension}))`,
    `known = $(filter ${Object.values(proved).join(' ')},$(shell cat /dev/null $(sort $(all)) | cksum | tr ' ' -))`,
    `batched = $(if $(wildcard ${APART}),,$(if $(known),$(filter-out $(alone),$(filter ${folder}/%.${extension},$(${name}_SOURCES)))))`,
    // The first words become batch 1, and so on with the rest.
    `split = $(if $(1),$(eval batches += x)$(eval batch-$(words $(batches)) := $(wordlist 1,${size},$(1)))${folder}/batch-$(words $(batches)).lo $(call split,$(wordlist ${size + 1},$(words $(1)),$(1))))`,
    `rest = $(filter-out $(foreach source,$(batched:${folder}/%.${extension}=%),${folder}/%-$(source).lo ${folder}/$(source).lo),$(am_${name}_OBJECTS))`,
    `override ${name}_OBJECTS = $(if $(objects),,$(eval batched := $(batched))$(eval objects := $(call split,$(batched))$(rest)))$(objects)`,
    `.PRECIOUS: ${folder}/batch-%.${extension}`,
    `${folder}/batch-%.${extension}: Makefile`,
    `\t@printf '#include "%s"\\n' $(batch-$*:${folder}/%=%) > $@`,
    `${folder}/batch-%.lo: ${folder}/batch-%.${extension}`,
    `\t$(LIBTOOL) --tag=${tool} $(AM_LIBTOOLFLAGS) $(LIBTOOLFLAGS) --mode=compile $(${tool}) $(DEFS) $(DEFAULT_INCLUDES) $(INCLUDES) ${own('CPPFLAGS')} ${own(flags)} -c -o $@ $<`,
  ];
}
