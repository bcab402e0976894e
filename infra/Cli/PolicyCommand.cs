using System.CommandLine;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra policy check|list|explain</c>: the rules, what they say of an environment, and why.</summary>
internal static class PolicyCommand
{
    public static Command Build(Host host) => new("policy", "Evaluate plans and generated files by the rules.") { PolicyChecking.Build(host), PolicyList.Build(host), PolicyExplain.Build(host) };
}
