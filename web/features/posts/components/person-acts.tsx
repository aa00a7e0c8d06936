/** The acts on a person, an assignment, a reset or a change of mode, as buttons that open the act's own form. */
import { type ReactNode, useState } from 'react';
import { fullName, type OperationContract } from '../../../../shared/contracts/contract.ts';
import { approveAssignment } from '../../../../shared/contracts/posts/approve-assignment.ts';
import { approvePerson } from '../../../../shared/contracts/posts/approve-person.ts';
import { approveSecretReset } from '../../../../shared/contracts/posts/approve-secret-reset.ts';
import { approveSingleOperator } from '../../../../shared/contracts/posts/approve-single-operator.ts';
import { disablePerson } from '../../../../shared/contracts/posts/disable-person.ts';
import { endAssignment } from '../../../../shared/contracts/posts/end-assignment.ts';
import { endSessions } from '../../../../shared/contracts/posts/end-sessions.ts';
import { issueClaimCode } from '../../../../shared/contracts/posts/issue-claim-code.ts';
import { proposeSecretReset } from '../../../../shared/contracts/posts/propose-secret-reset.ts';
import { refuseAssignment } from '../../../../shared/contracts/posts/refuse-assignment.ts';
import { refusePerson } from '../../../../shared/contracts/posts/refuse-person.ts';
import { refuseSecretReset } from '../../../../shared/contracts/posts/refuse-secret-reset.ts';
import { refuseSingleOperator } from '../../../../shared/contracts/posts/refuse-single-operator.ts';
import { renamePerson } from '../../../../shared/contracts/posts/rename-person.ts';
import { useSay } from '../../../lib/say.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';

const FORMS: readonly OperationContract[] = [
  approvePerson,
  refusePerson,
  approveAssignment,
  refuseAssignment,
  endAssignment,
  approveSecretReset,
  refuseSecretReset,
  approveSingleOperator,
  refuseSingleOperator,
  issueClaimCode,
  proposeSecretReset,
  renamePerson,
  endSessions,
  disablePerson,
];

/** What cannot be taken back, or takes something away. */
const TAKES_AWAY: ReadonlySet<string> = new Set(
  [refusePerson, refuseAssignment, endAssignment, endSessions, disablePerson].map(fullName),
);

const PRESSED_FIRST: ReadonlySet<string> = new Set(
  [approvePerson, approveAssignment, approveSecretReset, approveSingleOperator, issueClaimCode].map(fullName),
);

interface ActsProps {
  /** Full names, as the record's `can` says. */
  readonly can: readonly string[];
  /** The id of the record, as the act's input names it. */
  readonly given: Readonly<Record<string, string>>;
  /** Whom or what it is about, in the dialog's title. */
  readonly about: string;
  readonly onDone?: (contract: OperationContract, output: unknown) => void;
  /** Further buttons, of acts that have a form made by hand. */
  readonly children?: ReactNode;
}

export function Acts({ can, given, about, onDone, children }: ActsProps): ReactNode {
  const say = useSay();
  const [open, setOpen] = useState<OperationContract | null>(null);
  const offered = FORMS.filter((contract) => can.includes(fullName(contract)));
  if (offered.length === 0 && !children) return null;
  return (
    <div className="row">
      {children}
      {offered.map((contract) => (
        <Button
          key={contract.name}
          type={PRESSED_FIRST.has(fullName(contract)) ? 'primary' : 'default'}
          danger={TAKES_AWAY.has(fullName(contract))}
          onClick={() => setOpen(contract)}
        >
          {say(contract.title)}
        </Button>
      ))}
      {open && (
        <Dialog title={`${say(open.title)} · ${about}`} onClose={() => setOpen(null)}>
          <OperationForm
            contract={open}
            given={given as never}
            hidden={Object.keys(given)}
            submit={open.title}
            danger={TAKES_AWAY.has(fullName(open))}
            onCancel={() => setOpen(null)}
            onDone={(output) => {
              setOpen(null);
              onDone?.(open, output);
            }}
          />
        </Dialog>
      )}
    </div>
  );
}
