/** What the viewer may do with a repair: one button each, from its `can`. */
import type { ReactNode } from 'react';
import { acceptRepair } from '../../../../shared/contracts/upkeep/accept-repair.ts';
import { addRepairLine } from '../../../../shared/contracts/upkeep/add-repair-line.ts';
import { cancelRepair } from '../../../../shared/contracts/upkeep/cancel-repair.ts';
import { finishRepair } from '../../../../shared/contracts/upkeep/finish-repair.ts';
import { holdRepair } from '../../../../shared/contracts/upkeep/hold-repair.ts';
import { refuseRepair } from '../../../../shared/contracts/upkeep/refuse-repair.ts';
import { takeRepair } from '../../../../shared/contracts/upkeep/take-repair.ts';
import type { RepairView } from '../../../../shared/upkeep/view.ts';
import { type Act, Acts } from '../../../ui/acts.tsx';
import { UPKEEP_LABELS } from '../words.ts';

const ACTS: readonly Pick<Act, 'contract' | 'primary' | 'danger'>[] = [
  { contract: takeRepair, primary: true },
  { contract: acceptRepair, primary: true },
  { contract: refuseRepair, danger: true },
  { contract: finishRepair, primary: true },
  { contract: addRepairLine },
  { contract: holdRepair },
  { contract: cancelRepair, danger: true },
];

export function RepairActs({ repair }: { repair: RepairView }): ReactNode {
  const shared = {
    given: { repairId: repair.id },
    hidden: ['repairId'],
    labels: UPKEEP_LABELS,
    affects: ['cases', 'duties', 'posts'],
  };
  return (
    <div className="row">
      <Acts can={repair.can} of={repair.number} acts={ACTS.map((act) => ({ ...act, ...shared }))} />
    </div>
  );
}
