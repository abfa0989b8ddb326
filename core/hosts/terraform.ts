import { mistakesInMachines, terraformMachines } from '../hcl';
import type { Host } from './host';

/** Terraform and OpenTofu. */
export const terraformHost: Host = {
  mayBe: (uri, text) => /\.(tf|tofu)$/i.test(uri) && text.includes('definition'),
  holds: ({ language }) => language === 'hcl',
  mistakes: ({ text }) => mistakesInMachines(text).map((mistake) => ({ code: 'terraform-syntax', ...mistake })),
  machines: ({ text }) => terraformMachines(text).map(({ span, ...machine }) => ({ ...machine, key: span })),
};
