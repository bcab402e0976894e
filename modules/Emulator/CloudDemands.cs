using Infra.Emulator.Schema;
using Infra.Model.Backends;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Emulator;

/// <summary>
/// What must be there before a resource: its API, what its inputs refer to, its namespace and kind, the grants on its keys, the agents that it names. What the same run
/// makes counts only when the resource depends on it; the real engine would make both side by side.
/// </summary>
/// <param name="index">Who is called what.</param>
/// <param name="store">What exists.</param>
/// <param name="google">What Google has by name.</param>
/// <param name="tooLate">The maker of an object that this run made and that the resource does not depend on; null for all others.</param>
internal sealed class CloudDemands(CloudIndex index, CloudStore store, GoogleDemands google, Func<CloudObject, Urn?> tooLate)
{
    private const string EncrypterDecrypter = "roles/cloudkms.cryptoKeyEncrypterDecrypter";
    private const string KeyType = "gcp:kms/cryptoKey:CryptoKey";
    private const string KeyGrantType = "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember";
    private const string ServiceType = "gcp:projects/service:Service";
    private const string IdentityType = "gcp:projects/serviceIdentity:ServiceIdentity";

    /// <summary>Checks the inputs of a resource, completed.</summary>
    /// <exception cref="CloudException">Something is missing, or comes too late.</exception>
    public void Check(string type, TypeSchema schema, PropertyMap inputs)
    {
        if (InputCheck.Problems(schema, inputs) is { Count: > 0 } problems)
        {
            throw new CloudException("400 invalid", string.Join(' ', problems));
        }

        DemandApi(schema, inputs);
        google.Check(schema, inputs);
        foreach ((string path, string wanted) in schema.References)
        {
            foreach (StringValue value in PathValues.At(inputs, path).OfType<StringValue>())
            {
                DemandReference(path, wanted, value.Value);
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
                DemandReference(path, KeyType, key.Value);
                DemandGrant(type, path, key.Value, agent);
            }
        }

        DemandAgent(inputs);
    }

    private void DemandApi(TypeSchema schema, PropertyMap inputs)
    {
        if (schema.Api is { } api && inputs.Text("project") is { } project)
        {
            string service = $"{api}.googleapis.com";
            if (index.Resolve(ServiceType, $"{project}/{service}") is not { } enabled)
            {
                throw new CloudException("403 SERVICE_DISABLED", $"{service} is not enabled in project {project}. Enable it with a projects.Service that this depends on.");
            }

            if (tooLate(enabled) is { } maker)
            {
                throw new CloudException("403 SERVICE_DISABLED", $"{service} is not enabled in project {project} before this is made: {maker} enables it. Let this depend on that.");
            }
        }
    }

    private void DemandReference(string path, string wanted, string value)
    {
        string kind = wanted[(wanted.LastIndexOf(':') + 1)..];
        if (index.Resolve(wanted, value) is not { } found)
        {
            throw new CloudException("404 notFound", $"{path} is '{value}', and there is no such {kind}.");
        }

        if (tooLate(found) is { } maker)
        {
            throw new CloudException("404 notFound", $"{path} is '{value}', and there is no such {kind} before this is made: {maker} makes it. Let this depend on that.");
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
        if (need.Given is { } given && need.BuiltIn.Contains(OutputTemplate.Text(given, inputs, id: null), StringComparer.Ordinal))
        {
            return;
        }

        KeyValuePair<string, string>[] wanted = [.. need.Where.Select(w => KeyValuePair.Create(w.Key, OutputTemplate.Text(w.Value, inputs, id: null)))];
        CloudObject[] there = [.. index.OfType(need.Type).Where(o => wanted.All(w => PathValues.At(o.Inputs, w.Key).OfType<StringValue>().Any(v => string.Equals(v.Value, w.Value, StringComparison.Ordinal))))];
        string refusal = OutputTemplate.Text(need.Refusal, inputs, id: null);
        if (there.Length == 0)
        {
            throw new CloudException("404 NotFound", refusal);
        }

        if (there.Select(tooLate).ToArray() is var makers && makers.All(m => m is not null))
        {
            throw new CloudException("404 NotFound", $"{refusal} before this is made: {makers[0]} makes it. Let this depend on that.");
        }
    }

    private void DemandGrant(string type, string path, string key, string agent)
    {
        string domain = ServiceAgents.Domain(agent);
        CloudObject[] grants =
        [
            .. index.ReferringTo(KeyType, key).Select(store.FindByKey).OfType<CloudObject>().Where(o =>
                string.Equals(o.Type, KeyGrantType, StringComparison.Ordinal)
                && string.Equals(o.Inputs.Text("role"), EncrypterDecrypter, StringComparison.Ordinal)
                && (o.Inputs.Text("member")?.EndsWith($"@{domain}.iam.gserviceaccount.com", StringComparison.Ordinal) ?? false)),
        ];
        if (grants.Length == 0)
        {
            throw new CloudException(
                "403 forbidden",
                $"{path} is '{key}', which the service agent of {agent} (service-NUMBER@{domain}.iam.gserviceaccount.com) may not use. Grant it {EncrypterDecrypter} on the key, and let {type} depend on that grant.");
        }

        if (grants.Select(tooLate).ToArray() is var makers && makers.All(m => m is not null))
        {
            throw new CloudException("403 forbidden", $"{path} is '{key}', which the service agent of {agent} may not use before this is made: {makers[0]} grants it. Let this depend on that.");
        }
    }

    // A grant to an account that does not exist is refused, and most agents exist only once somebody asks for them.
    private void DemandAgent(PropertyMap inputs)
    {
        if (inputs.Text("member") is not { } member || !ServiceAgents.IsMadeOnRequest(member))
        {
            return;
        }

        if (index.Resolve(IdentityType, member) is not { } agent)
        {
            throw new CloudException("400 badRequest", $"member is '{member}', and that service agent does not exist. Make it with a projects.ServiceIdentity, and use its member.");
        }

        if (tooLate(agent) is { } maker)
        {
            throw new CloudException("400 badRequest", $"member is '{member}', and that service agent does not exist before this is made: {maker} makes it. Use its member.");
        }
    }
}
