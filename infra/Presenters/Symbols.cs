using Infra.Model.Plans;
using Spectre.Console;

namespace Infra.Presenters;

/// <summary>The signs and colours of operations, as Pulumi's users know them.</summary>
internal static class Symbols
{
    public static string Of(StepOp op) => op switch
    {
        StepOp.Create => "+",
        StepOp.Update => "~",
        StepOp.Replace => "+-",
        StepOp.Delete => "-",
        StepOp.Read => ">",
        StepOp.Import => "=",
        _ => " ",
    };

    public static Style Style(StepOp op) => op switch
    {
        StepOp.Create or StepOp.Import => new Style(Color.Green),
        StepOp.Update => new Style(Color.Yellow),
        StepOp.Replace => new Style(Color.Magenta1),
        StepOp.Delete => new Style(Color.Red),
        _ => Spectre.Console.Style.Plain,
    };
}
