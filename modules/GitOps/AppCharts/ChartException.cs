namespace Infra.GitOps.AppCharts;

/// <summary>A template of a chart that Helm would refuse, or that makes no manifest.</summary>
/// <param name="file">The file.</param>
/// <param name="line">The line of it, from 1.</param>
/// <param name="reason">What is wrong.</param>
internal sealed class ChartException(string file, int line, string reason) : Exception(reason)
{
    /// <summary>The file.</summary>
    public string File { get; } = file;

    /// <summary>The line of it, from 1.</summary>
    public int Line { get; } = line;
}
