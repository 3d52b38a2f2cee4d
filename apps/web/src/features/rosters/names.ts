import { useApolloClient } from '@apollo/client/react';
import { useCallback, useState } from 'react';
import { type DisclosurePurpose, OpenNamesDocument, type OpenNamesMutation } from '../../generated/rosters/roster.js';
import { answerOf, type Refusal } from '../../platform/answer.js';
import { refreshTopics } from '../../platform/refresh.js';
import { download, fileName } from '../../ui/download.js';

export type OpenedStudent = Extract<OpenNamesMutation['openNames'], { __typename: 'OpenedNames' }>['students'][number];
type Of = { bookingId: string } | { sectionId: string };

/** Names that were opened: in this page alone, never in the cache or the browser's store, and gone when one leaves it. */
export function useNames(of: Of, title: string) {
  const client = useApolloClient();
  const [students, setStudents] = useState<readonly OpenedStudent[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [lost, setLost] = useState(false);
  const key = JSON.stringify(of);
  const open = useCallback(
    async (purpose: DisclosurePurpose, way: 'SCREEN' | 'FILE') => {
      setBusy(true);
      setRefusal(null);
      setLost(false);
      try {
        const { data } = await client.mutate({ mutation: OpenNamesDocument, variables: { input: { ...(JSON.parse(key) as Of), purpose, way } }, fetchPolicy: 'no-cache' });
        const answer = answerOf(data!.openNames, 'OpenedNames');
        setRefusal(answer.refusal);
        if (!answer.done) return false;
        setStudents(answer.done.students);
        if (answer.done.csv != null) download(`${fileName(`class list ${title}`)}.csv`, answer.done.csv, 'text/csv;charset=utf-8');
        void refreshTopics(client, ['disclosure']);
        return true;
      } catch {
        setLost(true);
        return false;
      } finally {
        setBusy(false);
      }
    },
    [client, key, title],
  );
  const hide = useCallback(() => setStudents(null), []);
  return { students, open, hide, busy, refusal, lost };
}
