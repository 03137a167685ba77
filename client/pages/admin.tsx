import { AdminPage } from '../admin/index.ts';
import { useTold } from '../told.ts';
import { AdminWords } from './AdminWords.tsx';

export default function Admin() {
  const { features } = useTold();
  return (
    <AdminWords>
      <AdminPage events={features.events} />
    </AdminWords>
  );
}
