import { useQuery } from '@apollo/client/react';
import { type Directory } from '@barnraise/cost-sharing';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { CostStudyDocument, StudyDirectoryDocument, type StudyDirectoryQuery, type StudyPartsFragment } from '../../../generated/cost-shares/study.js';
import { PageReadFailed, SubjectMissing } from '../../../platform/Failures.js';
import { recent } from '../../../platform/recent.js';
import { useSession } from '../../../platform/session.js';
import { PageBones } from '../../../ui/States.js';
import { LabPanel } from './LabPanel.js';
import { StandingPanel } from './StandingPanel.js';

const route = getRouteApi('/signed-in/money/studies/$id');

export default function StudyPage() {
  const { id } = route.useParams();
  const { way } = route.useSearch();
  const { viewer } = useSession();
  const [epoch, setEpoch] = useState(0);
  const { data, error, refetch } = useQuery(CostStudyDocument, { variables: { id }, fetchPolicy: 'cache-and-network', context: { topics: ['study'] } });
  const study = data?.costStudy;
  const [title, by] = [study?.title, study?.authorFor];
  useEffect(() => {
    if (title && by) recent.add(viewer.id, { path: `/money/studies/${id}`, title, detail: `Cost study, ${by}` });
  }, [id, title, by, viewer.id]);
  const restart = async () => {
    await refetch();
    setEpoch((before) => before + 1);
  };
  if (study) {
    const { draft } = study as StudyPartsFragment;
    if (draft == null) return <StandingPanel study={study as StudyPartsFragment} />;
    return <WithDirectory key={`${study.id} ${epoch}`} study={{ ...(study as StudyPartsFragment), draft }} way={way ?? 1} onRestart={restart} />;
  }
  if (error) return <PageReadFailed what="this study" error={error} retry={() => void refetch()} />;
  if (data) return <SubjectMissing what="this study" back={{ to: '/money', words: 'See the studies' }} />;
  return <PageBones label="Loading the study" />;
}

function WithDirectory({ study, way, onRestart }: { study: StudyPartsFragment & { draft: string }; way: number; onRestart: () => Promise<void> }) {
  const { data, error, refetch } = useQuery(StudyDirectoryDocument, { variables: { id: study.consortium.id }, context: { topics: ['account'] } });
  const consortium = data?.consortium as NonNullable<StudyDirectoryQuery['consortium']> | null | undefined;
  const { frozenDirectory } = study;
  const directory = useMemo(() => (frozenDirectory == null ? (consortium ? directoryOf(consortium) : null) : (JSON.parse(frozenDirectory) as Directory)), [frozenDirectory, consortium]);
  if (consortium && directory) return <LabPanel study={study} directory={directory} consortium={consortium} way={way} onRestart={onRestart} />;
  if (error) return <PageReadFailed what="the counts of the members" error={error} retry={() => void refetch()} />;
  return <PageBones label="Loading the counts" />;
}

/** Names and counts as the study takes them. */
export const directoryOf = (consortium: NonNullable<StudyDirectoryQuery['consortium']>): Directory => ({
  members: consortium.members.map(({ district }) => ({ key: district.id, name: district.shortName })).sort((a, b) => (a.name < b.name ? -1 : 1)),
  counts: {
    'fall-membership': consortium.countYears.map(({ districtId, schoolYear, countedOn, source, parts }) => ({
      member: districtId, year: schoolYear, countedOn, source,
      parts: parts.map(({ schoolId, schoolName, students, virtual }) => ({ school: schoolId, name: schoolName, students, virtual })),
    })),
  },
});
