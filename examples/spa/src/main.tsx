// An app of one's own around the screens of userdb.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Route, Routes } from 'react-router';
import { ChangePasswordPage, LoginPage, RegistrationPage, ResetPasswordPage, VerifyEmailPage } from 'userdb/react';
import { Home } from './Home.tsx';
import { WithRouter } from './WithRouter.tsx';
import 'userdb/userdb.css';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <BrowserRouter>
        <WithRouter>
          <Routes>
            <Route path="/" element={<Home />} />
            <Route path="/login" element={<LoginPage />} />
            <Route path="/register" element={<RegistrationPage />} />
            <Route path="/forgot" element={<ResetPasswordPage />} />
            <Route path="/change" element={<ChangePasswordPage />} />
            <Route path="/verify" element={<VerifyEmailPage />} />
          </Routes>
        </WithRouter>
      </BrowserRouter>
    </StrictMode>,
  );
}
