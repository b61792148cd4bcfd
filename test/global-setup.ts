import { writeRegistries } from '../scripts/registry.mjs';
import { writeValidators } from '../scripts/validators.mjs';

export default async (): Promise<void> => {
  writeRegistries();
  await writeValidators();
};
