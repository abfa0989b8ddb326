import type { ServiceEntry, ServiceTable } from './serviceTable';

/** AWS's models as whoever needs them is given them: only the tables that are asked for are read. */
export interface ServiceCatalogue {
  /** `2026-08-07`: when they were read. What is newer is not in it. */
  readonly date: string;
  readonly services: readonly ServiceEntry[];
  /** @param name as Step Functions writes it in `arn:aws:states:::aws-sdk:NAME:ACTION` */
  readonly table: (name: string) => ServiceTable | undefined;
}
