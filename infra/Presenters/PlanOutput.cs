using Infra.Model.Backends;
using Infra.Model.Plans;
using Infra.Pipeline.Workspace;

namespace Infra.Presenters;

/// <summary>Writes a plan to standard output in the format that was asked for.</summary>
internal static class PlanOutput
{
    /// <summary>Says that planning begins, before anything takes time.</summary>
    public static void Begin(Host host, string stack, string backend)
    {
        string how = backend == BackendNames.Local
            ? "on the local backend: a dry run, no cloud is touched, no credentials are used"
            : $"on the {backend} backend; planning changes nothing";
        foreach (string line in Fit.Wrap("", "", $"Planning {stack} {how} ...", Screen.ErrorColumns(host) ?? int.MaxValue))
        {
            host.Error.Write(line + "\n");
        }

        host.Error.Flush();
    }

    /// <summary>Writes it where people read; beside other data it is none.</summary>
    public static void WriteTree(Host host, Plan plan, OutputFormat format)
    {
        if (format == OutputFormat.Tree)
        {
            Write(host, plan, format, new PlanView());
        }
    }

    /// <summary>Writes a plan, or what was asked for of it.</summary>
    public static void Write(Host host, Plan plan, OutputFormat format, PlanView view)
    {
        Painter painter = new(host.Out, format == OutputFormat.Tree && host.OutIsTerminal, host.Variable);
        switch (format)
        {
            case OutputFormat.Json:
                host.Out.Write(PlanJson.Write(plan));
                break;
            case OutputFormat.Markdown:
                new PlanMarkdown(painter).Write(plan);
                break;
            default:
                WriteView(host, painter, plan, view);
                break;
        }
    }

    private static void WriteView(Host host, Painter painter, Plan plan, PlanView view)
    {
        PlanSelection selection = new(plan);
        if (view.Show.Count > 0)
        {
            foreach (PlanStep step in selection.Named("--show", view.Show))
            {
                new PlanDetail(painter).Write(plan, step);
            }

            return;
        }

        Plan shown = view.Target.Count > 0 ? selection.Closure(selection.Named("--target", view.Target)) : plan;
        Plan? whole = view.Target.Count > 0 ? plan : null;
        PlanTree tree = new(painter, Screen.Columns(host));
        if (view.Summary || view.Open)
        {
            new PlanTable(painter, Screen.Columns(host)).Write(shown);
            tree.WriteLast(shown, whole);
        }
        else
        {
            tree.Write(shown, whole);
        }
    }
}
