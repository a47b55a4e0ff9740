using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using MindBot.EmbeddedSilo.Hosting;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Calls;

/// <summary>
/// Emits, once per grain interface, a subclass of <see cref="GrainReference"/> that implements it, and per method a subclass of <see cref="GrainCall"/>
/// that holds the arguments. A call then costs no reflection.
/// </summary>
internal static class ProxyBuilder
{
    public const string AssemblyName = "MindBot.EmbeddedSilo.Proxies";

    private static readonly ConcurrentDictionary<Type, Lazy<Func<Silo, GrainId, GrainReference>>> Factories = new();
    private static readonly ModuleBuilder Module = AssemblyBuilder
        .DefineDynamicAssembly(new AssemblyName(AssemblyName), AssemblyBuilderAccess.Run)
        .DefineDynamicModule(AssemblyName);

    private static readonly Lock Gate = new();
    private static readonly HashSet<string> Opened = [];
    private static int _count;

    /// <summary>The constructor of references to grains of <paramref name="grainInterface"/>.</summary>
    /// <exception cref="NotSupportedException">A member cannot be called remotely.</exception>
    public static Func<Silo, GrainId, GrainReference> FactoryFor(Type grainInterface) =>
        Factories.GetOrAdd(grainInterface, static type => new(() =>
        {
            lock (Gate) return Build(type);
        })).Value;

    /// <summary>The methods of a grain interface, inherited ones included.</summary>
    public static IEnumerable<MethodInfo> MethodsOf(Type grainInterface) =>
        grainInterface.GetInterfaces().Prepend(grainInterface).SelectMany(static type => type.GetMethods()).Where(static m => m.IsAbstract);

    private static Func<Silo, GrainId, GrainReference> Build(Type grainInterface)
    {
        if (!grainInterface.IsInterface || !grainInterface.IsAssignableTo(typeof(IAddressable)))
            throw new ArgumentException($"{grainInterface} is not a grain interface.", nameof(grainInterface));

        OpenAssembly(grainInterface.Assembly);
        Type[] parameters = [typeof(Silo), typeof(GrainId)];
        var proxy = Module.DefineType(
            $"{grainInterface.Name}Proxy{++_count}", TypeAttributes.Sealed | TypeAttributes.Class, typeof(GrainReference), [grainInterface]);
        var constructor = proxy.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, parameters).GetILGenerator();
        constructor.Emit(OpCodes.Ldarg_0);
        constructor.Emit(OpCodes.Ldarg_1);
        constructor.Emit(OpCodes.Ldarg_2);
        constructor.Emit(OpCodes.Call, typeof(GrainReference).GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, parameters)!);
        constructor.Emit(OpCodes.Ret);

        foreach (var method in MethodsOf(grainInterface)) ImplementMethod(proxy, grainInterface, method);
        return FactoryOf(proxy.CreateType(), parameters);
    }

    private static Func<Silo, GrainId, GrainReference> FactoryOf(Type proxy, Type[] parameters)
    {
        var factory = new DynamicMethod("New" + proxy.Name, typeof(GrainReference), parameters, typeof(ProxyBuilder), skipVisibility: true);
        var il = factory.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Newobj, proxy.GetConstructor(parameters)!);
        il.Emit(OpCodes.Ret);
        return factory.CreateDelegate<Func<Silo, GrainId, GrainReference>>();
    }

    private static void ImplementMethod(TypeBuilder proxy, Type grainInterface, MethodInfo method)
    {
        var kind = CallKind.Of(method);
        var call = CallEmitter.Emit(Module, $"{method.DeclaringType!.Name}.{method.Name}Call{++_count}", kind, method, grainInterface);

        var parameters = Array.ConvertAll(method.GetParameters(), static p => p.ParameterType);
        var body = proxy.DefineMethod(
            $"{method.DeclaringType}.{method.Name}", MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final,
            method.ReturnType, parameters);
        var il = body.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        for (var i = 0; i <= parameters.Length; i++) il.Emit(OpCodes.Ldarg, (short)i);
        il.Emit(OpCodes.Newobj, call);
        il.Emit(OpCodes.Call, kind.Send);
        il.Emit(OpCodes.Ret);
        proxy.DefineMethodOverride(body, method);
    }

    /// <summary>Lets the emitted assembly use the internal types of another, as grain interfaces and messages may be.</summary>
    private static void OpenAssembly(Assembly assembly)
    {
        var name = assembly.GetName().Name!;
        if (!Opened.Add(name)) return;

        var attribute = IgnoresAccessChecks.Constructor(Module);
        ((AssemblyBuilder)Module.Assembly).SetCustomAttribute(new CustomAttributeBuilder(attribute, [name]));
    }
}
