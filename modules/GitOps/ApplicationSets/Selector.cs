namespace Infra.GitOps;

/// <summary>A Kubernetes label selector. Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/</summary>
internal static class Selector
{
    /// <summary>Whether labels match; an empty selector matches everything.</summary>
    /// <param name="selector">matchLabels and matchExpressions.</param>
    /// <param name="label">The value of a label, or null.</param>
    /// <exception cref="FunctionException">The selector is malformed.</exception>
    public static bool Matches(Fields selector, Func<string, string?> label)
    {
        foreach ((string key, object? value) in selector.Map("matchLabels"))
        {
            if (label(key) != GoValue.Print(value))
            {
                return false;
            }
        }

        return selector.List("matchExpressions").All(e => Fits(e, label));
    }

    private static bool Fits(Fields expression, Func<string, string?> label)
    {
        string key = expression.Text("key");
        string? value = label(key);
        List<string> values = [.. expression.Texts("values")];
        return expression.Text("operator") switch
        {
            "In" => value is not null && values.Contains(value, StringComparer.Ordinal),
            "NotIn" => value is null || !values.Contains(value, StringComparer.Ordinal),
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            var other => throw expression.Error("operator", $"'{other}' is no operator; there are In, NotIn, Exists and DoesNotExist"),
        };
    }
}
