/// How clauses begin that tell of steps on a screen. Only their beginnings are looked at: what comes
/// after the verb is free text.
enum InterfacePhrases {
  static let grammar = PhraseGrammar([
    // Before the verb; nothing in here keeps a step from being asked for.
    "lead.plain": """
    please | now | then | next | first | second | third | finally | simply | just | also | so | and | or | but | to finish | after that
    | you (need | have | should | must) to? | (youll | you will) (need | have | want) to | you (should | must) (now | also)* | go ahead and
    | (i recommend | i suggest | try) (that)? (you)? | remember to | be sure to | make sure to | all you need to do is | the next step is to
    | step | kindly | here | afterwards | alternatively | <number>
    | 请 | 请您 | 请你 | 您 | 你 | 现在 | 接下来 | 然后 | 接着 | 再 | 下一步 | 首先 | 最后 | 直接 | 只需 | 只需要 | 只要 | 需要 | 您需要 | 你需要 | 就 | 先 | 并 | 并且 | 第一步 | 第二步
    | 第三步 | 步骤 | 麻烦 | 随后 | 之后 | 之后再 | 随后再 | 通过 | 用
    """,
    // What makes it an offer.
    "lead.offer": """
    (you | we) (can | could | may | might) (now | also | simply | just | always | then | either | easily)* | feel free to | (if | when | whenever | once) you (would)? (like | want | wish | need | prefer)
    | youre welcome to | optionally | you (might | may) (want | like) to | would you like to | do you want to | (youre | you are) (now)? (ready | able | free) to
    | (its | it is | the video is | your video is) (now)? ready to | it can be | ready to | if needed | if you like
    | 您可以 | 你可以 | 您也可以 | 你也可以 | 可以 | 也可以 | 您可 | 你可 | 如需 | 若需 | 如果需要 | 如有需要 | 需要时 | 随时 | 随时可以 | 如果 | 想要 | 您想 | 你想 | 若 | 是否 | 要不要 | 您现在可以 | 你现在可以
    | 现在可以 | 现在您可以 | 现在你可以 | 或 | 或者 | 或者您可以
    """,
    "number": "1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | a | b | c | 一 | 二 | 三",
    "lead": "(<lead.plain> | <lead.offer>)*",
    "offer": "<lead.plain>* <lead.offer>",
    // A clause of its own, before the one with the verb.
    "condition": """
    (if | when | whenever | once | after | as soon as | should) (you | your | youre | youve | were | thats | the | its | it | everything | this | that | happy | ready | satisfied | done | needed)
    | to (export | download | save | preview | view | see | adjust | change | edit | add | move | play | share | check | finish | do | get | open | make | apply | fine)
    | from (there | here) | in the <noun>
    | 如果 | 当 | 若 | 如需 | 要 (导出 | 下载 | 预览 | 查看 | 调整 | 修改) | 想要 | 等 | 一旦 | 确认 (无误 | 没问题) | 满意后 | 满意的话 | 需要时 | 完成后 | 准备好后
    """,
    "noun": """
    button | buttons | icon | tab | tabs | menu | option | checkbox | slider | dropdown | toolbar | panel | panels | page | window | dialog | sidebar
    | settings | library | section | inspector | workspace | editor | timeline | player | drawer | properties | view | shortcut | screen | interface | preview | project
    | popup | toggle | canvas | dashboard | corner | link
    | 按钮 | 图标 | 标签 | 标签页 | 选项卡 | 菜单 | 选项 | 面板 | 页面 | 窗口 | 对话框 | 侧边栏 | 侧栏 | 设置 | 素材库 | 媒体库 | 编辑器 | 时间线 | 时间轴 | 播放器 | 属性 | 界面 | 工具栏 | 预览
    | 键 | 滑块 | 列表 | 工作区 | 画布 | 项目 | 库 | 页 | 栏
    """,
    "account": """
    account | accounts | billing | subscription | subscriptions | payment | payments | credits | balance | plans | plan page | upgrade | pricing | top up | wallet
    | 账户 | 账号 | 账单 | 订阅 | 套餐 | 余额 | 积分 | 充值 | 钱包 | 计费
    """,
    "export":
      "export | exporting | download | downloading | render | save video | save the video | 导出 | 下载 | 保存视频 | 渲染",
    "upload": "upload | import | attach | 上传 | 导入",
    "play": "preview | play | watch | timeline | playback | 预览 | 播放 | 时间线 | 时间轴",
    "export.rest": """
    (the | your | it | this | that | button | video | videos | now | as | to | when | whenever | final | film | mp4 | project | from | using | by | via | and | for | directly)
    | 按钮 | 视频 | 影片 | 它 | 成片 | 到 | 为 | 成 | 文件 | 最终 | 您 | 你 | 当前 | 即可 | 项目 | mp4 | 并 | 这 | 该 | 来 | 吧 | 了 | 下载
    """,
    "click": """
    click | clicking | tap | tapping | double click | right click | double tap | long press | 点击 | 单击 | 点按 | 点选 | 轻点 | 双击 | 右键点击 | 右击 | 轻触 | 按下 | 勾选 | 点一下 | 长按
    """,
    "click.rest": """
    on | the | your | it | this | that | " | here | any | a | an | each | again | its | one of
    | export | save | apply | generate | confirm | play | done | next | ok | yes | download | render | share | upload | add | undo | preview | create | start | submit | continue
    | publish | close | edit | delete | remove | replace | insert
    """,
    "click.noun.zh": "率 | 量 | 数 | 的",
    "press":
      "press | hit | push | select | choose | toggle | use | using | find | locate | look for | switch on | hover over | 选择 | 使用 | 按 | 找到 | 选中 | 切换",
    "open": """
    open | open up | go to | go into | navigate to | switch to | head to | head over to | visit | expand | bring up | access | jump to | return to | head back to | enter
    | 打开 | 进入 | 前往 | 切换到 | 展开 | 转到 | 访问 | 去 | 回到 | 返回
    """,
    "drag": "drag and drop | drag | dragging | drop | 拖拽 | 拖动 | 拖放 | 拖到 | 拖 | 把 | 将",
    "drag.rest":
      "the | your | it | this | that | them | each | any | a | an | its | both | either | one | media | files | clips | handles | <number> | \"",
    "check": """
    check | check out | see | review | view | manage | look at | upgrade | verify | top up | add | visit | confirm
    | 查看 | 检查 | 核对 | 查询 | 看一下 | 管理 | 确认 | 升级 | 充值
    """,
    "preview":
      "preview | view | see | watch | check | review | play | look at | 预览 | 查看 | 播放 | 观看 | 看 | 检查 | 在",
  ])
}
