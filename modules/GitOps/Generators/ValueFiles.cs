namespace Infra.GitOps.Generators;

/// <summary>The layers of Helm values, each over the one before: common, environment, region, compliance, event.</summary>
internal static class ValueFiles
{
    /// <summary>The files below a folder; missing ones are passed over by Argo CD.</summary>
    /// <param name="options">The environment.</param>
    /// <param name="folder">Empty, or ending with a slash.</param>
    /// <param name="frameworks">The compliance layers in order: names or templates.</param>
    public static List<object?> Of(RenderOptions options, string folder, params IEnumerable<string> frameworks)
    {
        string[] layers = [options.Environment, ChartParameters.Values.Region, .. frameworks, .. options.Release.Event is { } happening ? [happening.Value] : (string[])[]];
        return Manifest.List([$"{folder}values.yaml", .. layers.Select(l => $"{folder}values-{l}.yaml")]);
    }
}
