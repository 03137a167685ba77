import { AdminPage } from '../admin/index.ts';
import { useTold } from '../told.ts';

export default function Admin() {
  const { features } = useTold();
  return <AdminPage events={features.events} />;
}
