using Infra.Model.Masking;

namespace Infra.Presenters;

/// <summary>Type tokens as people read them: the service and the kind. The whole token stands in <c>--show</c> and in JSON.</summary>
internal static class TypeName
{
    /// <summary><c>gcp:compute/firewall:Firewall</c> is <c>compute.Firewall</c>, <c>kubernetes:core/v1:Secret</c> is <c>k8s.Secret</c>, <c>infra:cloud:Network</c> is <c>Network</c>.</summary>
    public static string Short(string token)
    {
        string[] parts = token.Split(':');
        string name = parts switch
        {
            ["gcp", var module, var kind] => $"{module.Split('/')[0]}.{kind}",
            ["kubernetes", _, var kind] => $"k8s.{kind}",
            ["pulumi", "providers", var package] => $"provider {package}",
            ["pulumi", "pulumi", var kind] => kind,
            ["infra", _, var kind] => kind,
            [var package, _, var kind] => $"{package}.{kind}",
            _ => token,
        };
        return Printable.Text(name);
    }
}
