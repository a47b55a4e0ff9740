using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace MindBot.Parity.Tests.Contracts;

/// <summary>A grain class, the name that its rows are stored under, and its states.</summary>
internal sealed record GrainContract(Type Class, string TypeName, IReadOnlyList<StateContract> States);

/// <summary>A state: its name and its storage's in the row, and its type.</summary>
internal sealed record StateContract(string Name, string Storage, Type Type);

/// <summary>What grains promise each other, older versions of themselves, and their stored rows.</summary>
internal static class ContractModel
{
    public const string MeteringNamespace = "MindBot.Grains.Metering";

    private static readonly Assembly[] Assemblies = [Assembly.Load("MindBot.Grains.Abstractions"), Assembly.Load("MindBot.Grains")];

    public static IReadOnlyList<Type> Interfaces { get; } =
        [.. AllTypes().Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type))];

    public static IReadOnlyList<GrainContract> Grains { get; } =
        [.. AllTypes().Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IGrainBase).IsAssignableFrom(type)).Select(Grain)];

    /// <summary>Types that travel: everything that parameters and results of grain methods reach.</summary>
    public static IReadOnlyList<Type> Messages { get; } = Reach(
        Interfaces.SelectMany(Methods).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(Result(method))));

    /// <summary>Types that are stored: everything that states reach.</summary>
    public static IReadOnlyList<Type> Stored { get; } = Reach(Grains.SelectMany(grain => grain.States).Select(state => state.Type));

    /// <summary>Types that carry serializer attributes. The metering records do not, on purpose: see docs/adr/0004.</summary>
    public static IReadOnlyList<Type> Attributed { get; } =
        [.. Messages.Concat(Stored.Where(type => type.Namespace != MeteringNamespace)).Distinct().OrderBy(type => type.FullName, StringComparer.Ordinal)];

    public static IEnumerable<MethodInfo> Methods(Type grainInterface) =>
        grainInterface.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(method => method.IsAbstract)
            .OrderBy(method => method.Name, StringComparer.Ordinal);

    /// <summary>What the caller awaits; <c>void</c> for a plain task.</summary>
    public static Type Result(MethodInfo method) =>
        method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : typeof(void);

    /// <summary>The fields that a serializer reads, with the member that carries their attributes: an automatic property or the field itself.</summary>
    public static IEnumerable<(FieldInfo Field, MemberInfo Member)> Members(Type type)
    {
        for (var part = type; part is not null && IsOwn(part); part = part.BaseType)
            foreach (var field in part.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                // The compiler names the field of property X <X>k__BackingField.
                var property = field.Name[0] == '<' ? part.GetProperty(field.Name[1..field.Name.IndexOf('>')], field.FieldType) : null;
                yield return (field, property ?? (MemberInfo)field);
            }
    }

    public static bool IsOwn(Type type) => Assemblies.Contains(type.Assembly);

    /// <summary>Type arguments and elements, or the type itself when it has neither.</summary>
    public static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts)
        : [type];

    private static IReadOnlyList<Type> Reach(IEnumerable<Type> roots)
    {
        var found = new HashSet<Type>();
        var open = new Stack<Type>(roots);
        while (open.TryPop(out var next))
            foreach (var type in Parts(next).Where(type => IsOwn(type) && found.Add(type)))
                if (!type.IsEnum)
                    foreach (var (field, _) in Members(type)) open.Push(field.FieldType);
        return [.. found.OrderBy(type => type.FullName, StringComparer.Ordinal)];
    }

    private static GrainContract Grain(Type type)
    {
        var states = type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => (Attribute: parameter.GetCustomAttribute<PersistentStateAttribute>(), parameter.ParameterType))
            .Where(parameter => parameter.Attribute is not null)
            .Select(parameter => new StateContract(
                parameter.Attribute!.StateName, parameter.Attribute.StorageName ?? "Default", parameter.ParameterType.GetGenericArguments()[0]));
        return new GrainContract(type, GrainTypeName(type), [.. states]);
    }

    /// <summary>Orleans' rule: the class name in lower case without the suffix "grain", unless an attribute says otherwise.</summary>
    private static string GrainTypeName(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } given) return given.GetGrainType(null!, type).ToString()!;
        var name = type.Name.ToLowerInvariant();
        return name.EndsWith("grain", StringComparison.Ordinal) ? name[..^"grain".Length] : name;
    }

    private static IEnumerable<Type> AllTypes() =>
        Assemblies.SelectMany(assembly => assembly.GetTypes()).OrderBy(type => type.FullName, StringComparer.Ordinal);
}
