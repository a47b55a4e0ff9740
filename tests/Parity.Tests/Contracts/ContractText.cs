using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MindBot.Silo.Storage;
using Orleans;
using Orleans.Concurrency;

namespace MindBot.Parity.Tests.Contracts;

/// <summary>
/// The contracts as lines <c>key: detail</c>; members are indented below what they belong to. A key is what stored rows and running silos of
/// another version know: it never goes away. A detail may develop.
/// </summary>
internal static class ContractText
{
    private static readonly JsonSerializerOptions Json = new StateJson().Options;

    public static IReadOnlyList<string> Render() =>
    [
        "# What grains promise each other (interface, type, enum) and their stored rows (grain, json). ContractTests compares and rewrites it.",
        .. ContractModel.Interfaces.SelectMany(Interface),
        .. ContractModel.Grains.SelectMany(Grain),
        .. ContractModel.Attributed.SelectMany(Attributed),
        .. ContractModel.Stored.SelectMany(Stored),
    ];

    private static IEnumerable<string> Interface(Type type) =>
    [
        "",
        $"interface {TypeText.Of(type)}: {Names(type.GetInterfaces())}",
        .. ContractModel.Methods(type).Select(method =>
        {
            var parameters = method.GetParameters().Select(parameter => $"{TypeText.Of(parameter.ParameterType)} {parameter.Name}");
            return $"  method {TypeText.Alias(method)}: {TypeText.Of(ContractModel.Result(method))} ({string.Join(", ", parameters)}){Modes(method)}";
        }),
    ];

    private static string Modes(MethodInfo method) =>
        string.Concat(new[] { typeof(OneWayAttribute), typeof(ReadOnlyAttribute), typeof(AlwaysInterleaveAttribute) }
            .Where(mode => method.IsDefined(mode, false)).Select(mode => $" [{mode.Name.Replace("Attribute", "", StringComparison.Ordinal)}]"));

    private static IEnumerable<string> Grain(GrainContract grain) =>
    [
        "",
        $"grain {grain.TypeName}: {Names(grain.Class.GetInterfaces().Where(ContractModel.IsOwn))}",
        .. grain.States.Select(state => $"  state {state.Name} in {state.Storage}: {TypeText.Of(state.Type)}"),
    ];

    private static IEnumerable<string> Attributed(Type type) => type.IsEnum
        ?
        [
            "",
            $"enum {TypeText.Of(type)}: {TypeText.Of(Enum.GetUnderlyingType(type))}",
            .. EnumFields(type).Select(field => $"  {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)} {field.Name}"),
        ]
        :
        [
            "",
            $"type {TypeText.Of(type)}: {(type.IsValueType ? "struct" : "class")}",
            .. ContractModel.Members(type)
                .Select(member => (Id: member.Member.GetCustomAttribute<IdAttribute>()?.Id, member.Member.Name, Type: member.Field.FieldType))
                .OrderBy(member => member.Id).Select(member => $"  {member.Id} {member.Name}: {TypeText.Of(member.Type)}"),
        ];

    /// <summary>As the storage writes it: names, and for enums the words.</summary>
    private static IEnumerable<string> Stored(Type type) => type.IsEnum
        ?
        [
            "",
            $"json {TypeText.Of(type)}: word",
            .. EnumFields(type).Select(field => $"  {JsonSerializer.Serialize(field.GetValue(null), type, Json)}"),
        ]
        :
        [
            "",
            $"json {TypeText.Of(type)}: object",
            .. Properties(type).Select(property => $"  \"{property.Name}\": {TypeText.Of(property.PropertyType)}"),
        ];

    /// <summary>The storage leaves out properties without a setter.</summary>
    private static IEnumerable<JsonPropertyInfo> Properties(Type type) =>
        Json.GetTypeInfo(type).Properties.Where(property => property is { Get: not null, Set: not null })
            .OrderBy(property => property.Name, StringComparer.Ordinal);

    private static string Names(IEnumerable<Type> types) => string.Join(", ", types.Select(TypeText.Of).Order(StringComparer.Ordinal));

    private static IEnumerable<FieldInfo> EnumFields(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static);
}
