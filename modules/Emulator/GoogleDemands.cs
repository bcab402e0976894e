using Infra.Emulator.Schema;
using Infra.Model.Backends;
using Infra.Model.Machines;
using Infra.Model.Properties;
using Infra.Model.Values;

namespace Infra.Emulator;

/// <summary>What Google looks up by name before it makes anything: places, machine types, and the disks that these boot from. What is unknown is passed over.</summary>
/// <param name="google">What there is.</param>
internal sealed class GoogleDemands(GoogleCatalog google)
{
    /// <summary>Checks the inputs of a resource, completed.</summary>
    /// <exception cref="CloudException">Something of them does not exist; all of it is named, with what was probably meant.</exception>
    public void Check(TypeSchema schema, PropertyMap inputs)
    {
        string[] problems =
        [
            .. schema.Places.OrderBy(p => p.Key, StringComparer.Ordinal).SelectMany(p => Texts(inputs, p.Key).Select(v => Said(p.Key, v, Place(p.Value, v)))).OfType<string>(),
            .. schema.Machines.SelectMany(m => Machines(inputs, m)),
        ];
        if (problems.Length > 0)
        {
            throw new CloudException("400 badRequest", string.Join(' ', problems));
        }
    }

    private Misfit? Place(string kind, string name) => kind switch
    {
        "region" => google.Region(name),
        "zone" => google.Zone(name),
        "regionOrZone" => IsZone(name) ? google.Zone(name) : google.Region(name),
        "location" => google.Location(name),
        _ => throw new InvalidOperationException($"'{kind}' is no kind of place"),
    };

    // The machines of a cluster or a pool: each block that has a machine type, a type of disk, or both.
    private IEnumerable<string> Machines(PropertyMap inputs, string path)
    {
        string? region = Texts(inputs, "location").FirstOrDefault() is { } location ? RegionOf(location) : null;
        foreach (PropertyMap block in PathValues.At(inputs, path).OfType<MapValue>().Select(m => m.Map))
        {
            string? type = block.Text("machineType");
            if (type is not null && Said($"{path}.machineType", type, google.Machine(type, region)) is { } machine)
            {
                yield return machine;
            }

            foreach (string disk in (string[])["diskType", "bootDisk.diskType"])
            {
                foreach (string written in Texts(block, disk))
                {
                    if (Said($"{path}.{disk}", written, google.BootDisk(type ?? "", written)) is { } wrong)
                    {
                        yield return wrong;
                    }
                }
            }
        }
    }

    private static string? Said(string path, string value, Misfit? misfit) => misfit is null ? null : $"{path} is '{value}': {misfit.Rule}. {misfit.Mend}";

    private static IEnumerable<string> Texts(PropertyMap inputs, string path) => PathValues.At(inputs, path).OfType<StringValue>().Select(v => v.Value);

    // asia-south1-a and us-central1-ai1a are zones; asia-south1 is a region.
    private static bool IsZone(string location) => location.Count(c => c == '-') > 1;

    private static string RegionOf(string location) => IsZone(location) ? location[..location.LastIndexOf('-')] : location;
}
