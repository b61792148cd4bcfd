import type { Fact } from './ask.ts';

/** Where people and images keep what they work on, beside their homes. */
const PLACES = ['/opt', '/srv', '/src', '/app', '/tmp', '/go/src', '/usr/src'];
const MOST = 64;

/** Folders with a go.mod: the working folder and those above it, and one level below the usual places. */
export const goProjects: Fact<readonly string[]> = {
  id: 'go-projects',
  read({ probe }) {
    const { cwd, home } = probe.self;
    const above: string[] = [];
    for (let folder = cwd; folder !== ''; folder = folder.slice(0, folder.lastIndexOf('/')))
      above.push(folder);
    const places = [...new Set([cwd, home, ...PLACES])].filter((place) => place !== '/' && place !== '');
    const below = places.flatMap((place) => {
      const names = probe.readdir(place);
      return [place, ...(names.ok ? names.value.slice(0, MOST) : []).map((name) => `${place}/${name}`)];
    });
    return [...new Set([...above, ...below])].filter((folder) => probe.stat(`${folder}/go.mod`).ok);
  },
};
