using System.CommandLine;
using Infra.Model;
using Infra.Policy;

namespace Infra.Cli;

/// <summary><c>infra policy</c>: the rules, what they say of an environment, and why.</summary>
internal static class PolicyCommand
{
    public static Command Build(Host host) => new("policy", "Judge plans and generated files by the rules.") { Check(host), List(host), Explain(host) };

    private static Command Check(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command check = new("check", "Judge the plan and the generated files of an environment; exit with 5 when a rule is violated.") { environment, format };
        check.SetAction(async (parsed, cancellation) =>
        {
            string name = parsed.GetRequiredValue(environment);
            Repository repository = Repository.Find(host);
            Plan plan = await repository.Backend(name).PreviewAsync(cancellation);
            PolicyReport report = PolicyReport.Of(repository.PolicyInput(name, plan), RuleCatalog.All);
            PolicyOutput.Write(host, report, parsed.GetValue(format));
            return (int)(report.IsClean ? ExitCode.Ok : ExitCode.Policy);
        });
        return check;
    }

    private static Command List(Host host)
    {
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command list = new("list", "List every rule with its severity and the controls that it proves.") { format };
        list.SetAction(parsed =>
        {
            PolicyOutput.Write(host, RuleCatalog.All, parsed.GetValue(format));
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
            Rule rule = RuleCatalog.Find(wanted) ?? throw new InfraException(
                ExitCode.Configuration, $"There is no rule '{Printable.Text(wanted)}'. `infra policy list` shows them all.");
            PolicyOutput.Explain(host, rule);
            return (int)ExitCode.Ok;
        });
        return explain;
    }
}
