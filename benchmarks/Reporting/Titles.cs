namespace Infra.Benchmarks;

/// <summary>What phases are called in reports.</summary>
internal static class Titles
{
    public static string Of(Phase phase) => phase switch
    {
        Phase.Capture => "capture",
        Phase.Plan => "engine, plan from a captured graph",
        Phase.Load => "state load",
        Phase.NothingToDo => "engine, nothing to do",
        Phase.Preview => "whole preview, nothing to do",
        _ => "whole apply, every step durable",
    };

    public static string Of(GatesPart part) => part switch
    {
        GatesPart.Whole => "all of it",
        GatesPart.Record => "of it, the record read and verified",
        _ => "of it, every rule over the plan",
    };
}
