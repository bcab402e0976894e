[assembly: AssemblyFixture(typeof(Infra.GitHub.Tests.Server.Prism))]
