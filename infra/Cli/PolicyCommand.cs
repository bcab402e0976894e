using System.CommandLine;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;
using Infra.Policy.Reports;
using Infra.Presenters;
using Infra.Settings.Reading;

namespace Infra.Cli;

/// <summary><c>infra policy</c>: the rules, what they say of an environment, and why.</summary>
internal static class PolicyCommand
{
    public static Command Build(Host host) => new("policy", "Judge plans and generated files by the rules.") { Check(host), List(host), Explain(host) };

    private static Command Check(Host host)
    {
        Argument<string[]> targets = new("TARGET") { Description = "A stack, or files and folders of manifests.", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> plan = new("--plan") { Description = "Judge the plan of this file, sealed or not, and nothing else.", HelpName = "FILE" };
        Option<string?> environment = new("--as") { Description = "Judge files as those of this environment.", HelpName = "ENV" };
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json, OutputFormat.Markdown, OutputFormat.Sarif);
        Command check = new("check", "Judge a stack, a plan or files by the rules; exit with 5 when a rule is violated.") { targets, plan, environment, format };
        check.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            PolicyCheck policy = new(host, repository);
            PolicyReport report = (parsed.GetValue(plan), parsed.GetValue(targets) ?? []) switch
            {
                ({ } file, []) => policy.OfPlan(file),
                (null, [var stack]) when parsed.GetValue(environment) is null && IsStack(host, stack) => policy.OfStack(stack, await new StackBackends(host, repository).Local(stack).PreviewAsync(cancellation)),
                (null, [_, ..] paths) when paths.Length == 1 || !paths.Any(p => IsStack(host, p)) => policy.OfFiles(paths, parsed.GetValue(environment)),
                _ => throw new InfraException(ErrorKind.Configuration, "policy check judges one of three: a stack, files and folders, or --plan FILE. Name exactly one of them."),
            };
            PolicyOutput.Write(host, report, parsed.GetValue(format));
            return (int)(report.IsClean ? ExitCode.Ok : ExitCode.Policy);
        });
        return check;
    }

    // A name that is no path is meant as a stack, so that a mistyped one is answered with the stacks that there are.
    private static bool IsStack(Host host, string target) =>
        !target.Contains('/', StringComparison.Ordinal) && !target.Contains('.', StringComparison.Ordinal) && !Path.Exists(Path.GetFullPath(target, host.Folder));

    private static Command List(Host host)
    {
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command list = new("list", "List every rule with its severity and the controls that it proves.") { format };
        list.SetAction(parsed =>
        {
            PolicyOutput.Write(host, [.. RuleCatalog.All.Select(r => r.Info), .. WaiverRules.All], parsed.GetValue(format));
            return (int)ExitCode.Ok;
        });
        return list;
    }

    private static Command Explain(Host host)
    {
        Argument<string> id = new("ID") { Description = "The id of a rule, such as GKE001." };
        Command explain = new("explain", "Say why a rule is there and how to mend what violates it, with an example.") { id };
        explain.SetAction(parsed =>
        {
            string wanted = parsed.GetRequiredValue(id);
            if (WaiverRules.All.FirstOrDefault(r => r.Id == wanted) is { } ofWaivers)
            {
                PolicyOutput.Explain(host, ofWaivers);
            }
            else
            {
                PolicyOutput.Explain(host, RuleCatalog.Find(wanted) ?? throw Unknown(wanted));
            }

            return (int)ExitCode.Ok;
        });
        return explain;
    }

    private static InfraException Unknown(string wanted)
    {
        string near = Spelling.Nearest(wanted, RuleCatalog.All.Select(r => r.Info.Id).Concat(WaiverRules.All.Select(r => r.Id))) is { } id ? $"Did you mean {id}? " : "";
        return new(ErrorKind.Configuration, $"There is no rule '{Printable.Text(wanted)}'. {near}`infra policy list` shows them all.");
    }
}
