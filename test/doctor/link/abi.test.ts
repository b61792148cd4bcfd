import { expect, test } from 'vitest';
import { abiOf, functionOf } from '../../../src/doctor/link/abi.ts';

// Names as gcc and clang write them (Itanium C++ ABI).
test.each([
  ['_ZN4demo5greetERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE', 'new', 'demo::greet'],
  ['_ZN4demo5greetERKSs', 'old', 'demo::greet'],
  [
    '_ZN4demo5greetERKNSt3__112basic_stringIcNS0_11char_traitsIcEENS0_9allocatorIcEEEE',
    'libc++',
    'demo::greet',
  ],
  ['_ZNK3zmq7options3getB5cxx11Ev', 'new', 'zmq::options::get'],
  ['_Z4openSs', 'old', 'open'],
  ['_ZN3zmq5ctx_tC1Ev', null, 'zmq::ctx_t::C1'],
  ['_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE9_M_createERmm', 'new', null],
  ['_ZNSt3__112basic_stringIcEE', 'libc++', null],
  ['zmq_ctx_new', null, null],
  ['_Z99short', null, null],
])('%s', (symbol, abi, name) => {
  expect(abiOf(symbol)).toBe(abi);
  expect(functionOf(symbol)).toBe(name);
});
