import { terraformMachines } from '../hcl';
import type { Host } from './host';

/** Terraform and OpenTofu. */
export const terraformHost: Host = {
  mayBe: (uri, text) => /\.(tf|tofu)$/i.test(uri) && text.includes('definition'),
  holds: ({ language }) => language === 'hcl',
  machines: ({ text }) => terraformMachines(text).map(({ span, ...machine }) => ({ ...machine, key: span })),
};
