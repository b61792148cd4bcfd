import { writeRegistries } from '../scripts/registry.mjs';

export default writeRegistries;
