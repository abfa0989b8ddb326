import { known, asList, ofNumbers } from './function';
import type { FunctionTable } from './function';
import { computed, hclNumber, numberOf, type HclNumber } from '../numbers';
import { plain } from '../value';

export const NUMBER_FUNCTIONS: FunctionTable = {
  abs: ofNumbers((number) => Math.abs(number!)),
  ceil: ofNumbers((number) => Math.ceil(number!)),
  floor: ofNumbers((number) => Math.floor(number!)),
  log: ofNumbers((number, base) => Math.log(number!) / Math.log(base!)),
  max: ofNumbers((...numbers) => Math.max(...numbers)),
  min: ofNumbers((...numbers) => Math.min(...numbers)),
  pow: ofNumbers((number, power) => number! ** power!),
  signum: ofNumbers((number) => Math.sign(number!)),
  sum: known(([list]) =>
    asList(list)?.reduce<HclNumber | undefined>(
      (sum, item) => (sum === undefined ? undefined : computed('+', sum, numberOf(plain(item)))),
      0,
    ),
  ),
  tonumber: known(([value]) => (value === null ? null : Number.isNaN(Number(value)) ? undefined : numberOf(value))),
  parseint: known(([text, base]) => {
    const number = Number(base) === 10 ? hclNumber(String(text)) : parseInt(String(text), Number(base));
    return Number.isNaN(number) ? undefined : number;
  }),
  cidrsubnet: known(([prefix, bits, number]) => {
    const network = networkOf(prefix);
    const length = (network?.length ?? 33) + Number(bits);
    if (!network || length > 32) return undefined;
    return `${dotted(network.address + Number(number) * 2 ** (32 - length))}/${length}`;
  }),
  cidrsubnets: known(([prefix, ...bits]) => {
    const network = networkOf(prefix);
    if (!network) return undefined;
    let next = network.address;
    return bits.map((each) => {
      const size = 2 ** (32 - network.length - Number(each));
      const begin = Math.ceil(next / size) * size;
      next = begin + size;
      return `${dotted(begin)}/${network.length + Number(each)}`;
    });
  }),
  cidrhost: known(([prefix, number]) => {
    const network = networkOf(prefix);
    if (!network) return undefined;
    const size = 2 ** (32 - network.length);
    return dotted(network.address + (Number(number) < 0 ? size + Number(number) : Number(number)));
  }),
  cidrnetmask: known(([prefix]) => {
    const network = networkOf(prefix);
    return network && dotted(2 ** 32 - 2 ** (32 - network.length));
  }),
};

/** Of version 4. */
function networkOf(prefix: unknown): { readonly address: number; readonly length: number } | undefined {
  const found = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(String(prefix));
  if (!found) return undefined;
  const [first = 0, second = 0, third = 0, fourth = 0, length = 0] = found.slice(1).map(Number);
  const address = ((first * 256 + second) * 256 + third) * 256 + fourth;
  const size = 2 ** (32 - length);
  return length > 32 ? undefined : { address: Math.floor(address / size) * size, length };
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}
