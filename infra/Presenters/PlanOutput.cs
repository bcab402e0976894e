using Infra.Model.Plans;
using Infra.Pipeline.Workspace;

namespace Infra.Presenters;

/// <summary>Writes a plan to standard output in the format that was asked for.</summary>
internal static class PlanOutput
{
    /// <summary>Writes it where people read; beside other data it is none.</summary>
    public static void WriteTree(Host host, Plan plan, OutputFormat format)
    {
        if (format == OutputFormat.Tree)
        {
            Write(host, plan, format);
        }
    }

    public static void Write(Host host, Plan plan, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                host.Out.Write(PlanJson.Write(plan));
                break;
            case OutputFormat.Markdown:
                new PlanMarkdown(new Painter(host.Out, isTerminal: false, host.Variable)).Write(plan);
                break;
            default:
                host.Error.Write($"Plan of {plan.Stack} on the {plan.Backend} backend{(plan.Backend == "local" ? " (a rehearsal: no cloud is touched, no credentials are used)" : "")}\n\n");
                new PlanTree(new Painter(host.Out, host.OutIsTerminal, host.Variable)).Write(plan);
                break;
        }
    }
}
