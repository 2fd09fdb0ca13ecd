### Entrar, cuentas y el escritorio
