import { useQuery } from '@apollo/client/react';
import { MappingBeforeDocument } from '../../generated/courses/mapping.js';
import { MapCourseDocument } from '../../generated/courses/section.js';
import { creditWords } from '../../platform/amounts.js';
import { LostNotice, RefusalNotice } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';

const topics = ['booking', 'section', 'mapping'] as const;

/** What the same course counted as before, to be sent for approval again by one press. Nothing where it never did. */
export function MappingAgain({ sectionId, homeId }: { sectionId: string; homeId: string }) {
  const { data } = useQuery(MappingBeforeDocument, { variables: { sectionId, homeDistrictId: homeId }, context: { topics } });
  const command = useCommand(`map.again.${sectionId}.${homeId}`, MapCourseDocument, 'CourseMapping', topics);
  const before = data?.mappingBefore;
  if (!before) return null;
  const again = async () => {
    const { localCode, localTitle, creditHundredths } = before;
    if (await command.send((idempotencyKey) => ({ input: { idempotencyKey, sectionId, homeDistrictId: homeId, localCode, localTitle, creditHundredths } }))) announce('Sent for approval');
  };
  return (
    <>
      {command.refusal ? <RefusalNotice refusal={command.refusal} /> : command.lost ? <LostNotice /> : null}
      <p>
        In {before.schoolYear} the same course counted as {before.localCode} {before.localTitle}, {creditWords(before.creditHundredths)}.
      </p>
      <div>
        <Button busy={command.busy} onClick={() => void again()}>
          Use it again
        </Button>
      </div>
    </>
  );
}
