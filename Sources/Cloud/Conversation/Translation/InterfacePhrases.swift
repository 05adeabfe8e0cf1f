/// How clauses begin that tell of steps on a screen. Only their beginnings are looked at: what comes
/// after the verb is free text, but for the conditions of "offer.behind".
enum InterfacePhrases {
  /// The first words of the verbs, and of the nouns that tell of a screen without one.
  static let telling: Set<String> = [
    "drag", "preview", "upload", "export", "check", "open", "click", "press", "press.key", "press.label",
    "quality",
    "scroll", "control",
  ].reduce(into: []) { $0.formUnion(grammar.firstWords(of: $1)) }

  static let grammar = PhraseGrammar([
    // Before the verb; nothing in here keeps a step from being asked for.
    "lead.plain": """
    please | now | then | next | first | second | third | finally | simply | just | also | so | and | or | but | to finish | after that
    | you (need | have | should | must) to? | (youll | you will) (need | have | want) to | you (should | must) (now | also)* | go ahead and
    | (i recommend | i suggest | try) (that)? (you)? | remember to | be sure to | make sure to | all you need to do is | the next step is to
    | step | kindly | here | afterwards | alternatively | <number>
    | 请 | 请您 | 请你 | 您 | 你 | 现在 | 接下来 | 然后 | 接着 | 再 | 下一步 | 首先 | 最后 | 直接 | 只需 | 只需要 | 只要 | 需要 | 您需要 | 你需要 | 就 | 先 | 并 | 并且 | 第一步 | 第二步
    | 第三步 | 步骤 | 麻烦 | 随后 | 之后 | 之后再 | 随后再 | 通过 | 用 | <place.zh>
    """,
    "place.zh": """
    (在 | 于)? (页面 | 屏幕 | 界面 | 窗口 | 编辑器 | 工具栏)? 的? (右上角 | 左上角 | 右下角 | 左下角 | 右侧 | 左侧 | 右边 | 左边 | 顶部 | 底部 | 上方 | 下方) (的 | 处 | 里 | 中)?
    | 在 (工具栏 | 菜单 | 菜单栏 | 侧边栏 | 面板) (里 | 中 | 上)
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
    // What makes it an offer wherever it stands behind the verb: whether to do it is the person's to say.
    "offer.behind": """
    if | when | whenever | unless | in case | as soon as | once (you | youre | youve | it | its | the | this | that | everything | done | ready)
    | after you | should you | only if | provided | as (needed | desired | you (like | want | wish | please | prefer)) | any time | anytime | optionally
    | to taste | 如果 | 若 | 的话 | 需要时 | 必要时 | 如需 | 假如 | 要是 | 万一 | 除非 | 一旦 | 准备好 | 想要 | 随时 | 满意后 | 的时候
    """,
    // A button that gives consent, and consent is never given for the person.
    "consent": """
    confirm | agree | accept | approve | proceed | buy | purchase | pay | checkout | subscribe | 确认 | 确定 | 同意 | 接受 | 购买 | 支付 | 付款 | 下单
    """,
    // The same where it is what is written on the button.
    "consent.label": """
    (on | the | your | ")* (yes | ok | okay | allow | continue | order | next | done | start | finish | sure | 是 | 继续 | 允许 | 下一步 | 开始)
    """,
    // What cannot be had back.
    "loss": """
    delete | remove | clear | reset | discard | erase | trash | start over | 删除 | 移除 | 清空 | 清除 | 重置 | 丢弃 | 去掉
    """,
    // What is used up of what is counted.
    "use": "use | uses | consume | consumes | take | takes | require | requires | need | needs | 用 | 要",
    "credit": "credits | credit | 积分 | 点数",
    // What is asked to be paid, or cannot be undone.
    "price": """
    cost | costs | charge | charges | charged | fee | fees | deduct | deducts | deducted | spend | spends | are you sure | cannot be undone | cant be undone
    | 花费 | 消耗 | 扣除 | 收费 | 费用 | 付费 | 计费 | 将扣 | 会扣 | 无法撤销 | 不可恢复 | 无法恢复
    """,  // A clause of its own, before the one with the verb.
    "condition": """
    (only if | if | when | whenever | once | after | as soon as | should | in case | unless) (you | your | youre | youve | were | thats | the | its | it | everything | this | that | happy | ready | satisfied | done | needed | not | something | anything | necessary | required | desired)
    | to (export | download | save | preview | view | see | adjust | change | edit | add | move | play | share | check | finish | do | get | open | make | apply | fine | continue | proceed | confirm | undo | delete | remove | keep | restore)
    | from (there | here) | (in | at | on) (the | your)? (top | bottom | upper | lower | left | right | hand | main | side)* <noun>
    | <place.zh> | 如果 | 当 | 若 | 如需 | 要 (导出 | 下载 | 预览 | 查看 | 调整 | 修改) | 想要 | 等 | 一旦 | 确认 (无误 | 没问题) | 满意后 | 满意的话 | 需要时 | 完成后 | 准备好后
    """,
    "noun": """
    button | buttons | icon | tab | tabs | menu | option | checkbox | slider | dropdown | toolbar | panel | panels | page | window | dialog | sidebar
    | settings | library | section | inspector | workspace | editor | timeline | player | drawer | properties | view | shortcut | screen | interface | preview | project
    | popup | toggle | canvas | dashboard | corner | link
    | 按钮 | 图标 | 标签 | 标签页 | 选项卡 | 菜单 | 选项 | 面板 | 页面 | 窗口 | 对话框 | 侧边栏 | 侧栏 | 设置 | 素材库 | 媒体库 | 编辑器 | 时间线 | 时间轴 | 播放器 | 属性 | 界面 | 工具栏 | 预览
    | 键 | 滑块 | 列表 | 工作区 | 画布 | 项目 | 库 | 页 | 栏
    """,
    // Nouns of a screen that a film seldom shows.
    "control": """
    button | buttons | icon | tab | tabs | menu | option | checkbox | slider | dropdown | toolbar | panel | panels | dialog | sidebar | settings | section
    | inspector | toggle | handle | handles | shortcut | popup | drawer | 按钮 | 图标 | 标签页 | 选项卡 | 菜单 | 选项 | 面板 | 对话框 | 侧边栏 | 侧栏 | 工具栏 | 滑块 | 滑杆 | 开关
    """,
    // What is seen in a film, and with it the buttons that are told of.
    "film": """
    video | film | movie | clip | clips | shot | shots | scene | scenes | frame | frames | footage | second | seconds | sticker | stickers | animation
    | overlay | card | intro | outro | ending | background | caption | subtitle | trailer | teaser | sign | 视频里 | 视频中 | 视频的 | 影片里 | 影片中 | 画面 | 镜头 | 场景
    | 片段 | 片尾 | 片头 | 结尾 | 开头 | 字幕 | 贴纸 | 动画 | 秒
    """,
    // Where a verb is a part of what is described: "查看余额的画面在第五秒出现".
    "described.zh": """
    的 (画面 | 镜头 | 场景 | 片段 | 动画 | 图表 | 特写 | 部分) (在 | 持续 | 出现 | 显示 | 是 | 已 | 被 | 从 | 变 | 为 | 占 | 放 | 长 | 很 | 会 | 将)
    """,
    "place.lead": """
    (you | we) (will | can | should) (now)? (find | see) | youll (now)? (find | see) | there (is | are) | theres | find | locate | look for | 找到 | 看到 | 有
    """,
    "place.after": """
    at | in | on | located | found | appears | lets | allows | 在 | 位 | 可
    """,
    "account": """
    account | accounts | billing | subscription | subscriptions | payment | payments | credits | balance | plans | plan page | upgrade | pricing | top up | wallet
    | 账户 | 账号 | 账单 | 订阅 | 套餐 | 余额 | 积分 | 充值 | 钱包 | 计费
    """,
    "export":
      "export | download | render | save video | save the video | 导出 | 下载 | 汇出 | 保存视频 | 渲染",
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
      "press | hit | push | select | choose | toggle | switch on | hover over | 选择 | 按 | 选中 | 切换 | <find>",
    // Verbs of many things: only with a control are they about a screen.
    "find": "use | using | find | locate | look for | 使用 | 找到",
    // Looks for something without pressing it.
    "look": "find | locate | look for | 找到",
    "select": "select | choose | pick | highlight | find | locate | 选择 | 选中",
    "press.key": """
    (press | hit | 按 | 按下) the? (ctrl | control | cmd | command | alt | shift | enter | return | space | spacebar | space bar | esc | escape
      | delete | backspace | tab | 空格 | 空格键 | 回车 | 回车键)
    | use (ctrl | cmd | control | command) +
    """,
    "press.label": """
    (press | hit) the? (export | save | apply | generate | confirm | play | done | next | ok | yes | download | render | share | upload | undo | redo
      | preview | create | start | submit | continue | publish | close | delete | finish)
    """,
    "press.label.rest": "to | when | if | now | again | once",
    // What a window for exporting asks.
    "quality": """
    (choose | select | pick | 选择) the? (1080p | 720p | 4k | 2k | mp4 | mov | hd | full hd)
    """,
    "quality.rest": "quality | resolution | format | as | from | in | under | and | for | if",
    "scroll": "(scroll | swipe) (up | down | left | right)*",
    "open": """
    open | open up | go to | go into | navigate to | switch to | head to | head over to | visit | expand | bring up | access | jump to | return to | head back to | enter
    | 打开 | 进入 | 前往 | 切换到 | 展开 | 转到 | 访问 | 去 | 回到 | 返回
    """,
    "drag": "drag and drop | drag | dragging | drop | 拖拽 | 拖动 | 拖放 | 拖曳 | 拖到 | 拖 | 把 | 将",
    "drag.rest":
      "the | your | it | this | that | them | each | any | a | an | its | both | either | one | media | files | clips | handles | <number> | \"",
    // What a file or a part of the timeline is called, and the words before a place.
    "drag.object": """
    (<drag.part> (<number> | <drag.part>)?) | track <number>
    """,
    "drag.part": """
    clip | clips | title | titles | video | image | photo | picture | music | audio | logo | text | caption | captions | subtitle | sticker
    | segment | scene | shot | layer | file | intro | outro
    """,
    "drag.place": "to | onto | into | over | before | after | on | in | up | down | left | right",
    "check": """
    check | check out | see | review | view | manage | look at | upgrade | verify | top up | add | visit | confirm
    | 查看 | 检查 | 核对 | 查询 | 看一下 | 管理 | 确认 | 升级 | 充值
    """,
    "preview":
      "preview | view | see | watch | check | review | play | look at | 预览 | 查看 | 播放 | 观看 | 看 | 检查 | 在",
  ])
}
