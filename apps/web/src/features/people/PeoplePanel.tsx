import { formatCents } from '@barnraise/money';
import { useState } from 'react';
import { type PersonPartsFragment } from '../../generated/people/people.js';
import { type Place } from '../../platform/session.js';
import { Button } from '../../ui/Button.js';
import { Empty } from '../../ui/States.js';
import { type Column, Table } from '../../ui/Table.js';
import { Tag } from '../../ui/Tag.js';
import { EndRoleDialog } from './EndRoleDialog.js';
import css from './PeoplePanel.module.css';

type Person = PersonPartsFragment;
type Held = Person['roles'][number];

export const limitWords = (role: Held): string => (!role.maySpend ? 'may not commit' : role.spendingLimitCents == null ? 'no limit' : `${formatCents(role.spendingLimitCents)} per request`);

const here = (role: Held, place: Place): boolean => (role.district?.id ?? role.consortium?.id) === place.id;

export function PeoplePanel({ people, place, mayEnd, loading, onMore }: { people: readonly Person[]; place: Place; mayEnd: boolean; loading: boolean; onMore: (() => void) | null }) {
  const [ending, setEnding] = useState<{ person: Person; role: Held } | null>(null);
  const columns: Column<Person>[] = [
    {
      key: 'name',
      head: 'Person',
      names: true,
      cell: (person) => (
        <>
          {person.displayName}
          <span className={css['email']}>{person.email}</span>
        </>
      ),
    },
    {
      key: 'roles',
      head: 'Roles and limits',
      cell: (person) => (
        <ul className={css['roles']}>
          {person.roles
            .filter((role) => here(role, place))
            .map((role) => (
              <li key={role.id}>
                <span>
                  {role.roleWords} <span className="muted small">{limitWords(role)}</span>
                </span>
                {mayEnd ? (
                  <Button look="quiet" label={`End the role ${role.roleWords} of ${person.displayName}`} onClick={() => setEnding({ person, role })}>
                    End
                  </Button>
                ) : null}
              </li>
            ))}
        </ul>
      ),
    },
    { key: 'status', head: 'Account', cell: (person) => statusTag[person.status] },
  ];
  return (
    <>
      <div className="panel" aria-busy={loading}>
        <Table
          caption={`People of ${place.name} with their roles and limits`}
          captionHidden
          columns={columns}
          rows={people}
          rowKey={(person) => person.id}
          empty={<Empty title="Nobody holds a role here yet">Invite the counselor and the registrar first: they can then find courses and hold seats.</Empty>}
        />
      </div>
      {onMore ? (
        <div>
          <Button onClick={onMore} busy={loading}>
            Show more
          </Button>
        </div>
      ) : null}
      {ending ? <EndRoleDialog person={ending.person} role={ending.role} place={place} onClose={() => setEnding(null)} /> : null}
    </>
  );
}

const statusTag: Record<Person['status'], React.ReactNode> = {
  ACTIVE: (
    <Tag tone="good" icon="check">
      Active
    </Tag>
  ),
  INVITED: (
    <Tag tone="warn" icon="mail">
      Invited
    </Tag>
  ),
  DISABLED: (
    <Tag icon="cross">
      Disabled
    </Tag>
  ),
};
