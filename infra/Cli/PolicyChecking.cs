using System.CommandLine;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Pipeline.Checking;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Workspace;
using Infra.Policy.Reports;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra policy check</c>: what the rules say of a stack, a plan or files.</summary>
internal static class PolicyChecking
{
    public static Command Build(Host host)
    {
        Argument<string[]> targets = new("TARGET") { Description = "A stack, or files and folders of manifests.", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> plan = new("--plan") { Description = "Evaluate the plan of this file, sealed or not, and nothing else.", HelpName = "FILE" };
        Option<string?> environment = new("--as") { Description = "Evaluate files as those of this environment.", HelpName = "ENV" };
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json, OutputFormat.Markdown, OutputFormat.Sarif);
        Command check = new("check", "Evaluate a stack, a plan or files by the rules; exit with 5 when a rule is violated.") { targets, plan, environment, format };
        check.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            PolicyCheck policy = new(host, repository);
            PolicyReport report = (parsed.GetValue(plan), parsed.GetValue(targets) ?? []) switch
            {
                ({ } file, []) => policy.OfPlan(file),
                (null, [var stack]) when parsed.GetValue(environment) is null && IsStack(host, stack) => await OfStackAsync(host, repository, policy, stack, cancellation),
                (null, [_, ..] paths) when paths.Length == 1 || !paths.Any(p => IsStack(host, p)) => policy.OfFiles(paths, parsed.GetValue(environment)),
                _ => throw new InfraException(ErrorKind.Configuration, "policy check evaluates one of three: a stack, files and folders, or --plan FILE. Name exactly one of them."),
            };
            PolicyOutput.Write(host, report, parsed.GetValue(format));
            return (int)(report.IsClean ? ExitCode.Ok : ExitCode.Policy);
        });
        return check;
    }

    private static async Task<PolicyReport> OfStackAsync(Host host, Repository repository, PolicyCheck policy, string stack, CancellationToken cancellation)
    {
        Plan plan = await new StackBackends(host, repository).Local(stack).PreviewAsync(cancellation);
        StaleOutput.Write(host, repository, stack);
        return policy.OfStack(stack, plan);
    }

    // A name that is no path is meant as a stack, so that a mistyped one is answered with the stacks that there are.
    private static bool IsStack(Host host, string target) =>
        !target.Contains('/', StringComparison.Ordinal) && !target.Contains('.', StringComparison.Ordinal) && !Path.Exists(Path.GetFullPath(target, host.Folder));
}
