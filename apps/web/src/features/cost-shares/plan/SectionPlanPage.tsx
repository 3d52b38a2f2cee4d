import { useQuery } from '@apollo/client/react';
import { type SeatFacts, type SeatPlan } from '@barnraise/cost-sharing';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { SectionPlanDocument, SectionPresetsDocument } from '../../../generated/cost-shares/plan.js';
import { PageReadFailed, SubjectMissing } from '../../../platform/Failures.js';
import { Notice } from '../../../ui/Notice.js';
import { Page } from '../../../ui/Page.js';
import { PageBones } from '../../../ui/States.js';
import { Typing } from '../lab/typing.js';
import { PlanPanel } from './PlanPanel.js';

const route = getRouteApi('/signed-in/sections/$id/plan');

export default function SectionPlanPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(SectionPlanDocument, { variables: { id }, fetchPolicy: 'cache-and-network', context: { topics: ['section', 'booking'] } });
  const section = data?.section;
  const consortium = section?.consortia?.[0]?.id;
  const { data: presets } = useQuery(SectionPresetsDocument, { variables: { id: consortium ?? '' }, skip: consortium === undefined });
  const planFacts = section?.planFacts;
  const parsed = useMemo(() => (planFacts == null ? null : (JSON.parse(planFacts) as { plan: SeatPlan; facts: SeatFacts })), [planFacts]);
  if (data?.section && parsed) {
    const { title, termName } = data.section;
    return (
      <Typing name={`section.${id}.plan.fields`}>
        <PlanPanel key={id} section={{ id, title, termName }} now={parsed.plan} facts={parsed.facts} presets={presets?.consortium?.planPresets ?? []} />
      </Typing>
    );
  }
  if (data?.section) {
    return (
      <Page title="Who may change how it is paid?" documentTitle="Not allowed" eyebrow={<Link to="/sections/$id" params={{ id }}>{data.section.title}</Link>}>
        <Notice tone="plain" title={`${data.section.teachingDistrict.name} decides how its section is paid.`}>
          Its business manager or district administrator can change the plan. What holds now stands on the section’s page.
        </Notice>
      </Page>
    );
  }
  if (error) return <PageReadFailed what="this section" error={error} retry={() => void refetch()} />;
  if (data) return <SubjectMissing what="this section" back={{ to: '/find', words: 'Search what neighbors share' }} />;
  return <PageBones label="Loading the section" />;
}
