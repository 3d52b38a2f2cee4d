import { useQuery } from '@apollo/client/react';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { SectionDocument } from '../../generated/courses/section.js';
import { PageReadFailed, SubjectMissing } from '../../platform/Failures.js';
import { recent } from '../../platform/recent.js';
import { useSession } from '../../platform/session.js';
import { PageBones } from '../../ui/States.js';
import { useSectionWindow } from '../windows/index.js';
import { SectionPanel } from './SectionPanel.js';

const route = getRouteApi('/signed-in/sections/$id');

export default function SectionPage() {
  const { id } = route.useParams();
  const { home, viewer } = useSession();
  const { data, error, refetch } = useQuery(SectionDocument, { variables: { id, homeDistrictId: home?.id ?? null }, fetchPolicy: 'cache-and-network', context: { topics: ['section', 'booking', 'mapping'] } });
  const asking = useSectionWindow(id, home?.id ?? null);
  const section = data?.section;
  useEffect(() => {
    if (section) recent.add(viewer.id, { path: `/sections/${section.id}`, title: section.title, detail: `${section.teachingDistrict.shortName}, ${section.termName}` });
  }, [section, viewer.id]);
  if (section) return <SectionPanel key={section.id} section={section} asking={asking} />;
  if (error) return <PageReadFailed what="this section" error={error} retry={() => void refetch()} />;
  if (data) return <SubjectMissing what="this section" back={{ to: '/find', words: 'Search what neighbors share' }} />;
  return <PageBones label="Loading the section" />;
}
