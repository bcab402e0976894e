namespace Infra.Backends.Local;

/// <summary>What must be there before a resource is made or changed: the API, what its inputs refer to, its namespace and kind, and the grants on keys.</summary>
internal sealed class CloudDemands(CloudIndex index, CloudStore store)
{
    private const string EncrypterDecrypter = "roles/cloudkms.cryptoKeyEncrypterDecrypter";
    private const string KeyType = "gcp:kms/cryptoKey:CryptoKey";
    private const string KeyGrantType = "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember";
    private const string ServiceType = "gcp:projects/service:Service";

    /// <summary>Refuses inputs that are wrong or come too early.</summary>
    /// <exception cref="CloudException">The first thing that is missing.</exception>
    public void Check(string type, TypeSchema schema, PropertyMap inputs)
    {
        if (InputCheck.Problems(schema, inputs) is { Count: > 0 } problems)
        {
            throw new CloudException("400 invalid", string.Join(' ', problems));
        }

        DemandApi(schema, inputs);
        foreach ((string path, string wanted) in schema.References)
        {
            foreach (StringValue value in PathValues.At(inputs, path).OfType<StringValue>())
            {
                if (index.Resolve(wanted, value.Value) is null)
                {
                    throw new CloudException("404 notFound", $"{path} is '{value.Value}', and there is no such {wanted[(wanted.LastIndexOf(':') + 1)..]}.");
                }
            }
        }

        foreach ((string path, PartSchema part) in schema.Parts)
        {
            DemandPart(schema, inputs, path, part);
        }

        foreach (NeedSchema need in schema.Needs)
        {
            DemandNeed(inputs, need);
        }

        foreach ((string path, string agent) in schema.Keys)
        {
            foreach (StringValue key in PathValues.At(inputs, path).OfType<StringValue>())
            {
                DemandGrant(type, path, key.Value, agent);
            }
        }
    }

    private void DemandPart(TypeSchema schema, PropertyMap inputs, string path, PartSchema part)
    {
        if (PathValues.At(inputs, part.Of).FirstOrDefault() is not StringValue owner || index.Resolve(schema.References[part.Of], owner.Value) is not { } found)
        {
            return;
        }

        string[] names = [.. PathValues.At(found.Inputs, part.At).OfType<StringValue>().Select(n => n.Value)];
        foreach (StringValue name in PathValues.At(inputs, path).OfType<StringValue>().Where(n => !names.Contains(n.Value, StringComparer.Ordinal)))
        {
            throw new CloudException(
                "400 badRequest", $"{path} is '{name.Value}', and {part.Of} '{owner.Value}' has {(names.Length == 0 ? "none" : string.Join(", ", names))} ({part.At}).");
        }
    }

    private void DemandNeed(PropertyMap inputs, NeedSchema need)
    {
        bool builtIn = need.Given is { } given && need.BuiltIn.Contains(OutputTemplate.Text(given, inputs, id: null), StringComparer.Ordinal);
        KeyValuePair<string, string>[] wanted = [.. need.Where.Select(w => KeyValuePair.Create(w.Key, OutputTemplate.Text(w.Value, inputs, id: null)))];
        bool there = index.OfType(need.Type).Any(o => wanted.All(w => PathValues.At(o.Inputs, w.Key).OfType<StringValue>().Any(v => string.Equals(v.Value, w.Value, StringComparison.Ordinal))));
        if (!builtIn && !there)
        {
            throw new CloudException("404 NotFound", OutputTemplate.Text(need.Refusal, inputs, id: null));
        }
    }

    private void DemandApi(TypeSchema schema, PropertyMap inputs)
    {
        if (schema.Api is { } api && inputs.Text("project") is { } project)
        {
            string service = $"{api}.googleapis.com";
            if (index.Resolve(ServiceType, $"{project}/{service}") is null)
            {
                throw new CloudException("403 SERVICE_DISABLED", $"{service} is not enabled in project {project}. Enable it with a projects.Service that this depends on.");
            }
        }
    }

    private void DemandGrant(string type, string path, string key, string agent)
    {
        if (index.Resolve(KeyType, key) is null)
        {
            throw new CloudException("404 notFound", $"{path} is '{key}', and there is no such key.");
        }

        string domain = ServiceAgents.Domain(agent);
        bool granted = index.ReferringTo(KeyType, key).Select(store.FindByKey).OfType<CloudObject>().Any(o =>
            string.Equals(o.Type, KeyGrantType, StringComparison.Ordinal)
            && string.Equals(o.Inputs.Text("role"), EncrypterDecrypter, StringComparison.Ordinal)
            && (o.Inputs.Text("member")?.EndsWith($"@{domain}.iam.gserviceaccount.com", StringComparison.Ordinal) ?? false));
        if (!granted)
        {
            throw new CloudException(
                "403 forbidden",
                $"{path} is '{key}', which the service agent of {agent} (service-NUMBER@{domain}.iam.gserviceaccount.com) may not use. Grant it {EncrypterDecrypter} on the key, and let {type} depend on that grant.");
        }
    }
}
