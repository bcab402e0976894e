namespace Infra.GitOps.ApplicationSets;

/// <summary>
/// The fields of an ApplicationSet and of what it makes, with their types. A text where a number belongs, or a field that there is not, is refused
/// by the API server and never reaches Argo CD.
/// </summary>
/// <remarks>Source: Argo CD's CRDs of Application and ApplicationSet, and ApplicationSetTemplateMeta for the metadata.</remarks>
internal static class FieldTypes
{
    // A field is a text when nothing else is said; ! is required, [] a list, {} a map with any names.
    private static readonly Dictionary<string, string> Written = new(StringComparer.Ordinal)
    {
        ["Set"] = "apiVersion kind! metadata!:any spec!:SetSpec status:any",
        ["SetSpec"] = "applyNestedSelectors:bool generators!:[Generator] goTemplate:bool goTemplateOptions:[text] preservedFields:Preserved strategy:Strategy syncPolicy:SetPolicy template!:Template templatePatch",
        ["Preserved"] = "annotations:[text] labels:[text]",
        ["SetPolicy"] = "applicationsSync preserveResourcesOnDeletion:bool",
        ["Strategy"] = "deletionOrder type",
        ["Generator"] = "list:List clusters:Clusters git:Git matrix:Matrix merge:Merge selector:Selector",
        ["List"] = "elements:[any] elementsYaml",
        ["Clusters"] = "flatList:bool selector:Selector values:{text}",
        ["Git"] = "directories:[Path] files:[Path] pathParamPrefix repoURL! requeueAfterSeconds:int revision! values:{text}",
        ["Path"] = "exclude:bool path!",
        ["Matrix"] = "generators!:[Generator]",
        ["Merge"] = "generators!:[Generator] mergeKeys!:[text]",
        ["Selector"] = "matchExpressions:[Expression] matchLabels:{text}",
        ["Expression"] = "key! operator! values:[text]",
        ["Template"] = "metadata!:Metadata spec!:Spec",
        ["Metadata"] = "annotations:{text} finalizers:[text] labels:{text} name namespace",
        ["Spec"] = "destination!:Destination ignoreDifferences:[Difference] info:[Pair] project! revisionHistoryLimit:int source:Source sourceHydrator:Hydrator sources:[Source] syncPolicy:Policy",
        ["Destination"] = "name namespace server",
        ["Difference"] = "group jqPathExpressions:[text] jsonPointers:[text] kind! managedFieldsManagers:[text] name namespace",
        ["Pair"] = "name! value!",
        ["Source"] = "chart directory:Directory helm:Helm kustomize:Kustomize name path plugin:Plugin ref repoURL! tagPrefix targetRevision",
        ["Directory"] = "disableExtensionFilter:bool exclude include jsonnet:Jsonnet recurse:bool",
        ["Jsonnet"] = "extVars:[Variable] libs:[text] tlas:[Variable]",
        ["Variable"] = "code:bool name! value!",
        ["Helm"] = "apiVersions:[text] fileParameters:[File] ignoreMissingValueFiles:bool kubeVersion namespace parameters:[Parameter] passCredentials:bool releaseName skipCrds:bool skipSchemaValidation:bool skipTests:bool valueFiles:[text] values valuesObject:object version",
        ["File"] = "name path",
        ["Parameter"] = "forceString:bool name value",
        ["Kustomize"] = "apiVersions:[text] commonAnnotations:{text} commonAnnotationsEnvsubst:bool commonLabels:{text} components:[text] forceCommonAnnotations:bool forceCommonLabels:bool ignoreMissingComponents:bool images:[text] kubeVersion labelIncludeTemplates:bool labelWithoutSelector:bool namePrefix nameSuffix namespace patches:[Patch] replicas:[Replica] version",
        ["Patch"] = "options:{bool} patch path target:Target",
        ["Target"] = "annotationSelector group kind labelSelector name namespace version",
        ["Replica"] = "count!:count name!",
        ["Plugin"] = "env:[Pair] name parameters:[PluginParameter]",
        ["PluginParameter"] = "array:[text] map:{text} name string",
        ["Hydrator"] = "drySource!:Dry hydrateTo:Hydrated syncSource!:Synced",
        ["Dry"] = "directory:Directory helm:Helm kustomize:Kustomize path! plugin:Plugin repoURL! targetRevision!",
        ["Hydrated"] = "targetBranch!",
        ["Synced"] = "path! repoURL targetBranch!",
        ["Policy"] = "automated:Automated managedNamespaceMetadata:Namespace retry:Retry syncOptions:[text]",
        ["Automated"] = "allowEmpty:bool enabled:bool prune:bool selfHeal:bool",
        ["Namespace"] = "annotations:{text} labels:{text}",
        ["Retry"] = "backoff:Backoff limit:int refresh:bool",
        ["Backoff"] = "duration factor:int maxDuration",
        ["Application"] = "metadata:Metadata spec:Spec",
    };

    private static readonly Dictionary<string, FieldType> Known = new(StringComparer.Ordinal);

    static FieldTypes()
    {
        foreach (string name in (string[])["text", "bool", "int", "count", "any", "object"])
        {
            Known[name] = new FieldType(name);
        }

        foreach (string name in Written.Keys)
        {
            Known[name] = new FieldType(name, new Dictionary<string, (FieldType, bool)>(StringComparer.Ordinal));
        }

        foreach ((string name, string fields) in Written)
        {
            foreach (string field in fields.Split(' '))
            {
                string[] parts = field.Split(':');
                Known[name].Fields![parts[0].TrimEnd('!')] = (Named(parts.Length > 1 ? parts[1] : "text"), parts[0].EndsWith('!'));
            }
        }
    }

    /// <summary>A type by its name, such as <c>Set</c>, <c>Template</c> or <c>Application</c>, which is what a patch may have.</summary>
    public static FieldType Named(string name) => name[0] switch
    {
        '[' => new FieldType("list", Items: Known[name[1..^1]]),
        '{' => new FieldType("map", Items: Known[name[1..^1]]),
        _ => Known[name],
    };
}
